using System.Globalization;
using System.Text.RegularExpressions;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A stretch of a calendar, in <see cref="TimeSplit.Seconds"/>: the start included, the end not.</summary>
internal readonly partial record struct TimeRange(long Start, long End)
{
    /// <summary>Reads <c>2015</c>, <c>2015-12</c>, <c>2015-12-03</c> or two of them as <c>first/last</c>, both included.</summary>
    /// <exception cref="ConfigException">It is none of these, or the calendar has no such date.</exception>
    internal static TimeRange Parse(string text, ClimateCalendar calendar, string configPath)
    {
        string[] ends = text.Split('/');
        if (ends.Length > 2) throw new ConfigException([$"{configPath}: '{text}' must be a date or 'first/last'."]);
        var first = One(ends[0], calendar, configPath);
        var range = ends.Length == 1 ? first : new TimeRange(first.Start, One(ends[1], calendar, configPath).End);
        return range.End > range.Start ? range : throw new ConfigException([$"{configPath}: '{text}' ends before it begins."]);
    }

    internal bool Contains(long seconds) => seconds >= Start && seconds < End;

    static TimeRange One(string text, ClimateCalendar calendar, string configPath)
    {
        var match = DatePattern().Match(text.Trim());
        if (!match.Success) throw new ConfigException([$"{configPath}: '{text}' must be a year, month or day, such as 2015, 2015-12 or 2015-12-03."]);
        int year = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        int? month = Part(match.Groups[2]), day = Part(match.Groups[3]);
        if (!CalendarDays.Exists(calendar, year, month ?? 1, day ?? 1))
            throw new ConfigException([$"{configPath}: the {CalendarDays.Name(calendar)} calendar of the files has no {text}."]);
        long start = CalendarDays.DayNumber(calendar, year, month ?? 1, day ?? 1);
        long end = (month, day) switch
        {
            (null, _) => CalendarDays.DayNumber(calendar, year + 1, 1, 1),
            ({ } m, null) => m == 12 ? CalendarDays.DayNumber(calendar, year + 1, 1, 1) : CalendarDays.DayNumber(calendar, year, m + 1, 1),
            _ => start + 1,
        };
        return new TimeRange(start * 86400, end * 86400);
    }

    static int? Part(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")]
    private static partial Regex DatePattern();
}
