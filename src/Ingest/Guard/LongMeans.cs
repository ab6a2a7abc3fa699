using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Whether a source's fields may be means over weeks and longer, whose winds are weaker than the weather's. Bounds of times tell where there are any. Else times of
/// which two are at most a day apart are those of hours or days; times some days apart may be of means over them; and times that are all as months are dated, on
/// the first, in the middle or at the end, may be months.
/// </summary>
internal static class LongMeans
{
    const long DaySeconds = 86400, LongestStepOfParts = 20 * DaySeconds;

    /// <summary>Whether they may.</summary>
    /// <param name="times">All times, increasing.</param>
    /// <param name="calendar">Their calendar.</param>
    /// <param name="intervalSeconds">The longest interval of a mean; null where no file has bounds.</param>
    internal static bool MayBe(IReadOnlyList<ClimateTime> times, ClimateCalendar calendar, long? intervalSeconds)
    {
        if (intervalSeconds is { } length) return length > DaySeconds;
        if (times.Count > 1)
        {
            long[] seconds = [.. times.Select(t => TimeSplit.Seconds(t, calendar))];
            long shortest = seconds.Skip(1).Zip(seconds, (next, before) => next - before).Min();
            if (shortest <= DaySeconds) return false;
            if (shortest < LongestStepOfParts) return true;
        }
        return times.All(t => t.Day is <= 2 or (>= 14 and <= 18) or >= 28);
    }
}
