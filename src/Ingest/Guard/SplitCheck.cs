using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Looks for what training would see of validation and test: the same time, or the same weather an hour later.</summary>
internal static class SplitCheck
{
    const double GapSeconds = 10 * 86400, ShareOfSpan = 0.1;

    /// <summary>What is amiss with an assignment, however it was made.</summary>
    /// <param name="times">The samples' times.</param>
    /// <param name="splits">The split of each, null where dropped.</param>
    /// <param name="calendar">Their calendar.</param>
    /// <param name="subject">What made the assignment, for messages.</param>
    internal static IEnumerable<Finding> Findings(IReadOnlyList<ClimateTime> times, IReadOnlyList<string?> splits, ClimateCalendar calendar, string subject)
    {
        var kept = times.Zip(splits, (time, split) => (Time: time, Second: TimeSplit.Seconds(time, calendar), Split: split))
            .Where(s => s.Split != null).OrderBy(s => s.Second).ThenBy(s => s.Split, StringComparer.Ordinal).ToArray();
        if (kept.Length < 2) yield break;
        // A short set cannot leave ten days; the gap that blocks would leave in it is a tenth of its length.
        double gap = Math.Min(GapSeconds, (kept[^1].Second - kept[0].Second) * ShareOfSpan);
        int repeated = 0, near = 0, closest = -1, firstRepeated = -1;
        for (int i = 1; i < kept.Length; i++)
        {
            if (kept[i].Split == kept[i - 1].Split) continue;
            double apart = kept[i].Second - kept[i - 1].Second;
            if (apart == 0)
            {
                repeated++;
                if (firstRepeated < 0) firstRepeated = i;
            }
            else if (apart < gap)
            {
                near++;
                if (closest < 0 || apart < kept[closest].Second - kept[closest - 1].Second) closest = i;
            }
        }
        if (repeated > 0)
        {
            yield return new Finding(FindingSeverity.Error, FindingKind.SplitOverlap, null, subject,
                $"{repeated} time(s) are in two splits; the first, {kept[firstRepeated].Time}, is in {kept[firstRepeated - 1].Split} and {kept[firstRepeated].Split}",
                "give each time to one split");
        }
        if (near > 0)
        {
            double apartDays = (kept[closest].Second - kept[closest - 1].Second) / 86400.0;
            yield return new Finding(FindingSeverity.Warning, FindingKind.SplitNeighbours, null, subject, string.Create(CultureInfo.InvariantCulture,
                $"{near} pair(s) of times next to each other are in different splits and nearer than {gap / 86400:0.##} days; the nearest, {kept[closest - 1].Time} ({kept[closest - 1].Split}) ")
                + string.Create(CultureInfo.InvariantCulture, $"and {kept[closest].Time} ({kept[closest].Split}), are {apartDays:0.##} days apart and show the same weather, so that scores come out too good"),
                "use \"split\": { \"method\": \"blocks\", \"gapDays\": 10 } or \"years\" in place of \"blocks\", or leave days out between the ranges");
        }
    }
}
