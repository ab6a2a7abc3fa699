using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Divides samples into training, validation and test by their times (SCIENCE, Splits); the order in which they come does not matter.</summary>
public static class TimeSplit
{
    /// <summary>Assigns each time to at most one split.</summary>
    /// <param name="config">By which method.</param>
    /// <param name="times">The samples' times, in any order.</param>
    /// <param name="calendar">Their calendar.</param>
    /// <exception cref="DataException">No times, or a split that was asked for stays empty.</exception>
    /// <exception cref="ConfigException">A range is not a date, or two splits claim one time.</exception>
    public static SplitAssignment Assign(SplitConfig config, IReadOnlyList<ClimateTime> times, ClimateCalendar calendar)
    {
        if (times.Count == 0) throw new DataException("There are no samples to split: no time has all channels.");
        return config switch
        {
            BlockSplitConfig blocks => BlockSplit.Assign(blocks, BlockSplit.HoldsWholeYears(times), times, calendar),
            YearSplitConfig years => BlockSplit.Assign(years, wholeYears: true, times, calendar),
            RandomSplitConfig random => RandomSplit.Assign(random, times, calendar),
            RangeSplitConfig ranges => RangeSplit.Assign(ranges, times, calendar),
            _ => throw new InvalidOperationException($"No split for {config.GetType().Name}."),
        };
    }

    /// <summary>Seconds on a scale common to one calendar.</summary>
    internal static long Seconds(ClimateTime time, ClimateCalendar calendar) =>
        CalendarDays.DayNumber(calendar, time.Year, time.Month, time.Day) * 86400 + time.Second;

    /// <summary>How near samples of different splits come; infinite with one split.</summary>
    internal static double ClosestSeconds(IReadOnlyList<ClimateTime> times, IReadOnlyList<string?> splits, ClimateCalendar calendar)
    {
        var kept = times.Select((t, i) => (Seconds: Seconds(t, calendar), Split: splits[i])).Where(s => s.Split != null).OrderBy(s => s.Seconds).ToArray();
        double closest = double.PositiveInfinity;
        for (int i = 1; i < kept.Length; i++)
            if (kept[i].Split != kept[i - 1].Split) closest = Math.Min(closest, kept[i].Seconds - kept[i - 1].Seconds);
        return closest;
    }

    /// <summary>How many samples each split has, as words.</summary>
    internal static string Counts(IReadOnlyList<string?> splits) =>
        string.Join(", ", SplitName.All.Select(name => $"{splits.Count(s => s == name)} {name}")) + $", {splits.Count(s => s == null)} dropped";
}
