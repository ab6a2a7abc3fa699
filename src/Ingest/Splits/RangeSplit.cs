using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Splits by dates that the config names; times in none of the ranges are dropped.</summary>
internal static class RangeSplit
{
    internal static SplitAssignment Assign(RangeSplitConfig config, IReadOnlyList<ClimateTime> times, ClimateCalendar calendar)
    {
        var ranges = new[] { (SplitName.Train, config.Train), (SplitName.Validation, config.Validation), (SplitName.Test, config.Test) }
            .SelectMany(s => s.Item2.Select((text, i) => (Split: s.Item1, Text: text, Range: TimeRange.Parse(text, calendar, $"$.ingest.split.{s.Item1}[{i}]"))))
            .ToArray();
        var splits = new string?[times.Count];
        for (int i = 0; i < splits.Length; i++)
        {
            long seconds = TimeSplit.Seconds(times[i], calendar);
            foreach (var (split, text, range) in ranges)
            {
                if (!range.Contains(seconds)) continue;
                if (splits[i] != null && splits[i] != split)
                    throw new ConfigException([$"$.ingest.split: {times[i]} is in {splits[i]} and, by '{text}', in {split}; a time may be in one split only."]);
                splits[i] = split;
            }
        }
        foreach (string split in ranges.Select(r => r.Split).Distinct())
        {
            if (!splits.Contains(split))
                throw new DataException($"No time of the files lies in {split}'s ranges "
                    + $"{string.Join(", ", ranges.Where(r => r.Split == split).Select(r => r.Text))}; the files run from {times.Min()} to {times.Max()}.");
        }
        double closest = TimeSplit.ClosestSeconds(times, splits, calendar);
        string named = string.Join("; ", ranges.Select(r => $"{r.Split} {r.Text}"));
        string apart = double.IsInfinity(closest) ? "" : string.Create(CultureInfo.InvariantCulture, $"; closest samples of different splits {closest / 86400:0.##} days apart");
        return new SplitAssignment(splits, double.IsInfinity(closest) ? 0 : closest, $"dates from the config: {named}{apart}; {TimeSplit.Counts(splits)}");
    }
}
