using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The tracks of <c>tempest-tc</c>, and which of them are tropical cyclones (SCIENCE, Labels).</summary>
internal sealed class TempestTracks(CycloneStitchConfig config, bool windIsKnown)
{
    double CriteriaHours => Math.Max(config.MinimumHours, Math.Max(windIsKnown ? config.WindHours : 0, config.LatitudeHours));

    /// <summary>Links, filters, and keeps snapshots as they are.</summary>
    internal CycloneSelection Select(IReadOnlyList<StepCandidates> steps)
    {
        double stepHours = StepRuns.StepHours(steps), longestHours = stepHours + config.MaximumGapHours;
        var chosen = steps.Select(s => new TrackMembership?[s.Candidates.Count]).ToArray();
        bool[] snapshot = new bool[steps.Count];
        int number = 0;
        foreach (var run in StepRuns.Of(steps, longestHours))
        {
            double hours = StepRuns.Hours(steps[run.Start.Value], steps[run.End.Value - 1]) + stepHours;
            if (steps.Count == 1 || stepHours > CriteriaHours || hours + Stitch.Rounding < CriteriaHours)
            {
                for (int step = run.Start.Value; step < run.End.Value; step++) snapshot[step] = true;
                continue;
            }
            foreach (var track in Stitch.Tracks(steps, run, longestHours, between => config.RangeDegPerSixHours * between / 6))
            {
                if (!IsCyclone(steps, track, stepHours)) continue;
                var membership = new TrackMembership(++number, StepRuns.Hours(steps[track[0].Step], steps[track[^1].Step]) + stepHours);
                foreach (var point in track) chosen[point.Step][point.Number] = membership;
            }
        }
        var bySecond = new Dictionary<long, IReadOnlyList<LabelledCyclone>>();
        for (int step = 0; step < steps.Count; step++)
        {
            bySecond[steps[step].Second] = [.. steps[step].Candidates
                .Select((candidate, k) => new LabelledCyclone(candidate, chosen[step][k]))
                .Where(c => snapshot[step] || c.Track != null)];
        }
        return new CycloneSelection(bySecond, steps.Count, snapshot.Count(s => s));
    }

    // Each point stands for one step: six points of 6 h are 36 h.
    bool IsCyclone(IReadOnlyList<StepCandidates> steps, List<TrackPoint> track, double stepHours)
    {
        double hours = StepRuns.Hours(steps[track[0].Step], steps[track[^1].Step]) + stepHours, windy = 0, tropical = 0;
        foreach (var point in track)
        {
            var candidate = steps[point.Step].Candidates[point.Number];
            if (candidate.WindMetresPerSecond >= config.MinimumWindMetresPerSecond) windy += stepHours;
            if (Math.Abs(candidate.LatitudeDeg) <= config.MaximumLatitudeDeg) tropical += stepHours;
        }
        return hours + Stitch.Rounding >= config.MinimumHours
            && tropical + Stitch.Rounding >= config.LatitudeHours
            && (!windIsKnown || windy + Stitch.Rounding >= config.WindHours);
    }
}
