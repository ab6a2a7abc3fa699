using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Draws each time by itself, without gaps; times that are equal stay together.</summary>
internal static class RandomSplit
{
    const ulong Stream = 101;

    internal static SplitAssignment Assign(RandomSplitConfig config, IReadOnlyList<ClimateTime> times, ClimateCalendar calendar)
    {
        // A time's lot depends on seed and time alone, not on what other times there are.
        var drawn = times.Distinct()
            .OrderBy(t => new CounterRandom((ulong)config.Seed, Stream, TimeSplit.Seconds(t, calendar)).Uniform()).ThenBy(t => t).ToArray();
        var shares = SplitName.All.Zip([config.Train, config.Validation, config.Test], (name, share) => (Name: name, Share: share))
            .Where(s => s.Share > 0).ToArray();
        if (drawn.Length < shares.Length)
            throw new DataException($"{drawn.Length} times cannot be split into {string.Join(", ", shares.Select(s => s.Name))}: ask for fewer splits or give more files.");
        double sum = shares.Sum(s => s.Share), cumulative = 0;
        var splitOf = new Dictionary<ClimateTime, string>();
        for (int k = 0; k < shares.Length; k++)
        {
            cumulative += shares[k].Share;
            int end = k == shares.Length - 1 ? drawn.Length : (int)Math.Round(drawn.Length * cumulative / sum, MidpointRounding.AwayFromZero);
            end = Math.Clamp(end, splitOf.Count + 1, drawn.Length - (shares.Length - 1 - k));
            for (int i = splitOf.Count; i < end; i++) splitOf[drawn[i]] = shares[k].Name;
        }
        string?[] splits = [.. times.Select(t => splitOf[t])];
        double closest = TimeSplit.ClosestSeconds(times, splits, calendar);
        string apart = double.IsInfinity(closest) ? "" : string.Create(CultureInfo.InvariantCulture, $"; closest samples of different splits {closest / 86400:0.##} days apart");
        return new SplitAssignment(splits, double.IsInfinity(closest) ? 0 : closest,
            string.Create(CultureInfo.InvariantCulture, $"each time by itself at random, seed {config.Seed}{apart}; {TimeSplit.Counts(splits)}"));
    }
}
