using System.Diagnostics;
using System.Globalization;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Takes for each size the algorithm that is the fastest by an alpha-beta model: time = alpha + beta x bytes between two measured sizes, with alpha and
/// beta of each algorithm measured on these ranks when it is first used. Every rank takes rank 0's times, so that all choose alike.
/// </summary>
internal sealed unsafe class AutoAllreduce : IAllreduce, IDisposable
{
    const long FirstBytes = 4 << 10, LastBytes = 16 << 20;
    // Below, latency decides, of which rounds are short and uneven; it says nothing of larger sizes.
    const long BandwidthBytes = 256 << 10;
    const int SizeRatio = 4, Rounds = 5, ShortRounds = 15;
    const double LongestSeconds = 0.1, HopelessRatio = 3;

    readonly IAllreduce[] candidates;
    readonly List<(long Bytes, double[] Seconds)> table = [];

    /// <summary>Makes the candidates.</summary>
    public AutoAllreduce() => candidates = [new FlatAllreduce(), new RingAllreduce(), new BinomialAllreduce(), new HalvingDoublingAllreduce(), new HierarchicalAllreduce()];

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.Auto;

    /// <inheritdoc/>
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        if (table.Count == 0) Measure(link);
        Choose(count * type.Bytes()).Sum(link, values, count, type);
    }

    /// <summary>Measures, once; every rank calls it.</summary>
    public void Measure(IPointToPoint link)
    {
        using var scratch = new Scratch();
        byte* values = scratch.Take(LastBytes);
        new Span<byte>(values, (int)LastBytes).Clear();
        bool[] hopeless = new bool[candidates.Length];
        for (long bytes = FirstBytes; bytes <= LastBytes; bytes *= SizeRatio)
        {
            double[] seconds = Measure(link, values, bytes, hopeless);
            table.Add((bytes, seconds));
            double best = seconds.Min();
            // What moves bytes three times slower than the best is never the best at the next size.
            for (int c = 0; c < candidates.Length; c++) hopeless[c] = seconds[c] > HopelessRatio * best && bytes >= BandwidthBytes;
            if (best > LongestSeconds) break;
        }
        // Ours are compiled as they run, and faster by now than when short ones were measured first; the MPI's own is not.
        Array.Clear(hopeless);
        for (int i = 0; i < table.Count && table[i].Bytes < BandwidthBytes; i++) table[i] = (table[i].Bytes, Measure(link, values, table[i].Bytes, hopeless));
    }

    /// <summary>The algorithm for a vector of some bytes.</summary>
    public IAllreduce Choose(long bytes)
    {
        int best = 0;
        for (int c = 1; c < candidates.Length; c++)
        {
            if (Predict(c, bytes) < Predict(best, bytes)) best = c;
        }
        return candidates[best];
    }

    /// <summary>The choice by size, for people.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        for (int i = 0; i < table.Count; i++)
        {
            var chosen = Choose(table[i].Bytes).Algorithm;
            if (i == 0 || chosen != Choose(table[i - 1].Bytes).Algorithm)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{chosen} from {table[i].Bytes >> 10} KiB ({table[i].Seconds.Min() * 1e6:F0} us)"));
        }
        return string.Join(", ", parts);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in candidates) (one as IDisposable)?.Dispose();
    }

    double[] Measure(IPointToPoint link, byte* values, long bytes, bool[] hopeless)
    {
        int count = bytes < BandwidthBytes ? ShortRounds : Rounds;
        double[][] rounds = [.. candidates.Select(_ => new double[count])];
        for (int round = -1; round < count; round++)
        {
            for (int c = 0; c < candidates.Length; c++)
            {
                if (hopeless[c]) continue;
                long start = Stopwatch.GetTimestamp();
                candidates[c].Sum(link, values, bytes / sizeof(float), ElementType.Float32);
                // The first one warms up.
                if (round >= 0) rounds[c][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }
        // What else the machine does only ever makes a round longer.
        double[] seconds = [.. rounds.Select((r, c) => link.Rank != 0 ? 0 : hopeless[c] ? double.MaxValue : r.Order().ElementAt(count / 4))];
        using var tell = new BinomialAllreduce();
        fixed (double* p = seconds) tell.Sum(link, (byte*)p, seconds.Length, ElementType.Float64);
        return seconds;
    }

    double Predict(int candidate, long bytes)
    {
        int upper = table.FindIndex(t => t.Bytes >= bytes);
        if (upper < 0) upper = table.Count - 1;
        if (upper == 0) return table[0].Seconds[candidate];
        var (low, high) = (table[upper - 1], table[upper]);
        if (high.Seconds[candidate] == double.MaxValue) return double.MaxValue;
        double beta = (high.Seconds[candidate] - low.Seconds[candidate]) / (high.Bytes - low.Bytes);
        return low.Seconds[candidate] + beta * (bytes - low.Bytes);
    }
}
