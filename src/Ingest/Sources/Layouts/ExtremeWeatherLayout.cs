using System.Globalization;
using System.Text.RegularExpressions;
using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// ExtremeWeather's years, <c>climo_YYYY.h5</c>: <c>images</c> [time, channel, latitude, longitude], six-hourly from 1 January, channels in alphabetical order;
/// <c>boxes</c> around events (Racah et al. 2017; extremeweatherdataset.github.io, which misprints Z1000).
/// </summary>
internal sealed partial class ExtremeWeatherLayout : ISourceLayout
{
    const string Images = "images", Boxes = "boxes";
    const int HoursPerStep = 6, StepsPerYear = 365 * 24 / HoursPerStep;

    // Which channel is at which place; DeepCAM has another order.
    static readonly string[] Channels =
        ["PRECT", "PS", "PSL", "QREFHT", "T200", "T500", "TMQ", "TREFHT", "TS", "U850", "UBOT", "V850", "VBOT", "Z1000", "Z200", "ZBOT"];

    public string Name => "extremeweather";

    public string Sign => "images of [time, 16 channels, latitude, longitude]";

    public bool Recognises(NetCdfFile file) => file.Find(Images) is { Dimensions.Count: 4 } images && images.Shape[1] == Channels.Length;

    public IReadOnlyList<SourceField> Fields(NetCdfFile file)
    {
        var images = file[Images];
        var fields = new List<SourceField>();
        try
        {
            if (images.Refusal != null) throw new DataException(images.Refusal);
            var grid = CamGrid.Of(images.Shape[2], images.Shape[3]);
            var times = Times(file.Path, images.Shape[0]);
            AxisRole[] roles = [AxisRole.Time, AxisRole.Other, AxisRole.Latitude, AxisRole.Longitude];
            fields.AddRange(Channels.Select((channel, i) => ChannelArray.Field(images, roles, channel, i) with { Grid = grid, Times = times }));
        }
        catch (DataException e)
        {
            fields.Add(ChannelArray.Refused(images, e.Message));
        }
        if (file.Find(Boxes) is { } boxes)
        {
            fields.Add(ChannelArray.Refused(boxes, "they are boxes around events, not labels of cells: most of a box is background. "
                + "Label the fields by a method instead ($.ingest.labels), such as ivt-threshold"));
        }
        return fields;
    }

    static TimeAxis Times(string path, long steps)
    {
        if (YearInName().Match(Path.GetFileName(path)) is not { Success: true } match)
            throw new DataException("it has no times, and the file's name is not climo_YYYY.h5, which would tell the year");
        if (steps > StepsPerYear) throw new DataException($"it has {steps} steps, more than a year of six-hourly ones ({StepsPerYear})");
        int year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        double first = CamFileName.Clock.Encode(new ClimateTime(year, 1, 1, 0));
        return new TimeAxis(CamFileName.Clock, [.. Enumerable.Range(0, (int)steps).Select(i => (long?)CamFileName.Clock.Seconds(first + (double)HoursPerStep * i))]);
    }

    [GeneratedRegex(@"climo_(?<year>\d{4})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex YearInName();
}
