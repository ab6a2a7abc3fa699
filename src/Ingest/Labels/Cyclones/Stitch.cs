using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Stitches candidates into tracks, step by step: of all pairs of a track's head and a new candidate within reach, those of consecutive steps first, the
/// nearest first, each head and candidate once. So the tracks do not depend on the order of candidates.
/// </summary>
internal static class Stitch
{
    /// <summary>Of times in hours: seconds are whole.</summary>
    internal const double Rounding = 1e-6;

    /// <summary>All tracks of a run, in order of their first point, each in time order.</summary>
    /// <param name="steps">Every step of the set.</param>
    /// <param name="run">The steps to look at.</param>
    /// <param name="longestHours">Longest time between two points of a track.</param>
    /// <param name="rangeDeg">Farthest move in degrees for a time in hours; never less than what the grid lets one know of two positions.</param>
    internal static List<List<TrackPoint>> Tracks(IReadOnlyList<StepCandidates> steps, Range run, double longestHours, Func<double, double> rangeDeg)
    {
        var tracks = new List<List<TrackPoint>>();
        var open = new List<List<TrackPoint>>();
        for (int step = run.Start.Value; step < run.End.Value; step++)
        {
            var now = steps[step];
            open.RemoveAll(track => StepRuns.Hours(steps[track[^1].Step], now) > longestHours + Rounding);
            bool[] taken = new bool[now.Candidates.Count];
            var continued = new HashSet<List<TrackPoint>>();
            foreach (var (track, number) in Pairs(steps, open, step, rangeDeg))
            {
                if (taken[number] || !continued.Add(track)) continue;
                taken[number] = true;
                track.Add(new TrackPoint(step, number));
            }
            for (int number = 0; number < taken.Length; number++)
            {
                if (taken[number]) continue;
                List<TrackPoint> track = [new TrackPoint(step, number)];
                tracks.Add(track);
                open.Add(track);
            }
        }
        return tracks;
    }

    static IEnumerable<(List<TrackPoint> Track, int Number)> Pairs(
        IReadOnlyList<StepCandidates> steps, List<List<TrackPoint>> open, int step, Func<double, double> rangeDeg)
    {
        var pairs = new List<(List<TrackPoint> Track, int Number, double Hours, double Deg)>();
        foreach (var track in open)
        {
            var head = steps[track[^1].Step].Candidates[track[^1].Number];
            double hours = StepRuns.Hours(steps[track[^1].Step], steps[step]), range = rangeDeg(hours);
            for (int number = 0; number < steps[step].Candidates.Count; number++)
            {
                var candidate = steps[step].Candidates[number];
                double deg = Sphere.DistanceDeg(head.LatitudeDeg, head.LongitudeDeg, candidate.LatitudeDeg, candidate.LongitudeDeg);
                if (deg <= Math.Max(range, head.PositionErrorDeg + candidate.PositionErrorDeg)) pairs.Add((track, number, hours, deg));
            }
        }
        return pairs.OrderBy(p => p.Hours).ThenBy(p => p.Deg).Select(p => (p.Track, p.Number));
    }
}
