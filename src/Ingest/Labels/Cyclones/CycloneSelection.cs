namespace Rossby.Ingest;

/// <summary>The cyclones to label in each step, and how many steps were too few for tracks.</summary>
/// <param name="BySecond">By the step's second.</param>
/// <param name="Steps">Steps of the set.</param>
/// <param name="Tracks">By track: the indices of its steps.</param>
/// <param name="Snapshots">Steps that are labelled without tracks, because none fits into the run of steps around them.</param>
internal sealed record CycloneSelection(IReadOnlyDictionary<long, IReadOnlyList<LabelledCyclone>> BySecond, int Steps, IReadOnlyList<IReadOnlyList<int>> Tracks, int Snapshots)
{
    /// <summary>What a reader of the labels must know of the tracks.</summary>
    internal string TrackFilter =>
        Snapshots == 0 ? "every step"
        : Snapshots == Steps ? "none: snapshots, every candidate is labelled"
        : $"{Steps - Snapshots} of {Steps} steps; in the others, snapshots, every candidate is labelled";

    /// <summary>Links, filters, and keeps snapshots as they are.</summary>
    /// <param name="steps">Every step of the set, in time order.</param>
    /// <param name="criteria">The method's.</param>
    internal static CycloneSelection Of(IReadOnlyList<StepCandidates> steps, TrackCriteria criteria)
    {
        double stepHours = StepRuns.StepHours(steps), longestHours = stepHours + criteria.MaximumGapHours;
        var chosen = steps.Select(s => new TrackMembership?[s.Candidates.Count]).ToArray();
        bool[] snapshot = new bool[steps.Count];
        var tracks = new List<int[]>();
        foreach (var run in StepRuns.Of(steps, longestHours))
        {
            double hours = Hours(run.Start.Value, run.End.Value - 1);
            if (steps.Count == 1 || stepHours > criteria.Hours || hours + Stitch.Rounding < criteria.Hours)
            {
                for (int step = run.Start.Value; step < run.End.Value; step++) snapshot[step] = true;
                continue;
            }
            foreach (var track in Stitch.Tracks(steps, run, longestHours, criteria.RangeDeg))
            {
                double trackHours = Hours(track[0].Step, track[^1].Step);
                if (!criteria.IsCyclone([.. track.Select(p => steps[p.Step].Candidates[p.Number])], stepHours, trackHours)) continue;
                tracks.Add([.. track.Select(p => p.Step)]);
                var membership = new TrackMembership(tracks.Count, trackHours);
                foreach (var point in track) chosen[point.Step][point.Number] = membership;
            }
        }
        var bySecond = new Dictionary<long, IReadOnlyList<LabelledCyclone>>();
        for (int step = 0; step < steps.Count; step++)
        {
            bySecond[steps[step].Second] = [.. steps[step].Candidates
                .Select((candidate, k) => new LabelledCyclone(candidate, chosen[step][k]))
                .Where(c => c.Track != null || (snapshot[step] && criteria.StandsAlone(c.Candidate)))];
        }
        return new CycloneSelection(bySecond, steps.Count, tracks, snapshot.Count(s => s));

        // Each point stands for one step: six points of 6 h are 36 h.
        double Hours(int first, int last) => StepRuns.Hours(steps[first], steps[last]) + stepHours;
    }
}
