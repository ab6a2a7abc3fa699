namespace Rossby.Ingest;

/// <summary>Cuts the steps of a set where no track can go on: at gaps in time longer than a track may have.</summary>
internal static class StepRuns
{
    /// <summary>The usual time between steps, hours: the median; 0 for a single step.</summary>
    internal static double StepHours(IReadOnlyList<StepCandidates> steps)
    {
        double[] hours = [.. Enumerable.Range(1, Math.Max(0, steps.Count - 1)).Select(i => Hours(steps[i - 1], steps[i])).Order()];
        return hours.Length == 0 ? 0 : hours[hours.Length / 2];
    }

    /// <summary>Contiguous runs as ranges of indices.</summary>
    /// <param name="steps">In time order.</param>
    /// <param name="longestHours">Steps farther apart belong to different runs.</param>
    internal static IEnumerable<Range> Of(IReadOnlyList<StepCandidates> steps, double longestHours)
    {
        int first = 0;
        for (int i = 1; i <= steps.Count; i++)
        {
            if (i < steps.Count && Hours(steps[i - 1], steps[i]) <= longestHours + Stitch.Rounding) continue;
            yield return first..i;
            first = i;
        }
    }

    internal static double Hours(StepCandidates from, StepCandidates to) => (to.Second - from.Second) / 3600.0;
}
