using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Finds times left out of a sequence that is regular otherwise.</summary>
internal static class TimeGaps
{
    const int Named = 3;

    /// <summary>The finding, or null.</summary>
    /// <param name="times">The times, increasing.</param>
    /// <param name="calendar">Their calendar.</param>
    internal static Finding? Find(IReadOnlyList<ClimateTime> times, ClimateCalendar calendar)
    {
        if (times.Count < 3) return null;
        long[] seconds = [.. times.Select(t => TimeSplit.Seconds(t, calendar))];
        long[] steps = [.. seconds.Skip(1).Zip(seconds, (next, before) => next - before)];
        long usual = steps.Order().ElementAt(steps.Length / 2);
        // Months have 28 to 31 days: that is no gap.
        int[] gaps = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i] > 1.5 * usual)];
        if (gaps.Length == 0) return null;
        string first = string.Join("; ", gaps.Take(Named).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{steps[i] / 3600.0:0.##} h from {times[i]} to {times[i + 1]}")));
        return new Finding(FindingSeverity.Warning, FindingKind.TimeGap, null, $"{times.Count} times",
            string.Create(CultureInfo.InvariantCulture, $"{gaps.Length} gap(s) in steps of {usual / 3600.0:0.##} h: {first}{(gaps.Length > Named ? "; ..." : "")}"),
            "see whether files are missing; storms are not followed over a gap");
    }
}
