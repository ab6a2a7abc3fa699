using System.Globalization;
using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>Draws the chosen samples of a split, all on one scale of colours.</summary>
internal sealed class RunMaps(StagedSet set, SampleReader reader, string run, int channel, Coastline? coastline, string coastlineMissing)
{
    /// <summary>The figure of one sample.</summary>
    /// <param name="sample">What is drawn.</param>
    /// <param name="range">The scale.</param>
    public MapFigure Figure(MapSample sample, ValueRange range)
    {
        var statistics = set.Manifest.Channels[channel];
        var time = reader.Time(sample.Sample);
        return new MapFigure
        {
            Grid = set.Grid,
            Field = sample.Field,
            FieldName = $"{statistics.LongName} ({statistics.Name})",
            Units = statistics.Units,
            Title = $"{TimeText(time)} UTC · run {run}",
            Subtitle = $"Fill: prediction of the network. Outline: {LabelWords.Name(set.Manifest)}.",
            Notices = LabelWords.Notices(set.Manifest),
            Prediction = sample.Prediction,
            Label = sample.Label,
            Coastline = coastline,
            CoastlineMissing = coastlineMissing,
            Range = range,
        };
    }

    /// <summary>The file's name, such as <c>map_2001-09-03T0600.png</c>.</summary>
    public string FileName(MapSample sample)
    {
        var time = reader.Time(sample.Sample);
        return string.Create(CultureInfo.InvariantCulture, $"map_{time.Year:D4}-{time.Month:D2}-{time.Day:D2}T{time.Hour:D2}{time.Second / 60 % 60:D2}.png");
    }

    /// <summary>A line under the map: what is in it.</summary>
    public string Caption(MapSample sample)
    {
        var matrix = new MethodScorer(set.Grid);
        matrix.Add(sample.Label, sample.Prediction);
        var scores = ScoreTable.Of(matrix.Cells);
        var storms = scores.Classes.Skip(1).Select(c => c.IsPresent ? $"{c.Name} IoU {Scores.Text(c.Iou)}" : $"no {c.Name} labelled");
        return $"{TimeText(reader.Time(sample.Sample))} UTC: {string.Join(", ", storms)}.";
    }

    static string TimeText(ClimateTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Year:D4}-{time.Month:D2}-{time.Day:D2} {time.Hour:D2}:{time.Second / 60 % 60:D2}");
}
