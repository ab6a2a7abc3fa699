using System.Globalization;
using System.Text.RegularExpressions;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The names of the CAM5 samples that DeepCAM and ClimateNet share: <c>data-YYYY-MM-DD-TT-R</c>, with the three-hourly step TT from 00 to 07 and the run R of the
/// ensemble; ClimateNet adds the number of the labelling, <c>_K</c>. CAM5 counts 365 days in every year.
/// </summary>
internal sealed partial record CamFileName(ClimateTime Time, int Run, int Labelling)
{
    const int HoursPerStep = 3, StepsPerDay = 8;

    /// <summary>The calendar and units of such times.</summary>
    internal static CfTime Clock { get; } = CfTime.Parse("hours since 1900-01-01 00:00:00", "noleap");

    /// <summary>What a name says; null when it is no such name.</summary>
    internal static CamFileName? Of(string path)
    {
        var match = Pattern().Match(Path.GetFileName(path));
        if (!match.Success) return null;
        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
        int step = Part("step");
        if (step >= StepsPerDay || !CalendarDays.Exists(Clock.Calendar, Part("year"), Part("month"), Part("day"))) return null;
        return new CamFileName(new ClimateTime(Part("year"), Part("month"), Part("day"), step * HoursPerStep * 3600), Part("run"), Part("labelling"));
    }

    /// <summary>The axis of its one time.</summary>
    internal TimeAxis Axis => new(Clock, [Clock.Seconds(Clock.Encode(Time))]);

    [GeneratedRegex(@"^data-(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})-(?<step>\d{2})-(?<run>\d+)(_(?<labelling>\d{1,2}))?(-ANOMALY)?\.[A-Za-z0-9]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
