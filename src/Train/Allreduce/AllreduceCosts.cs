using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// What algorithms take on these ranks: time = alpha + beta x bytes between two measured sizes, with alpha and beta of each algorithm. Rank 0's clock
/// counts, from one meeting of all ranks to the next, so that it is the slowest rank's time; all ranks have the same figures.
/// </summary>
internal sealed unsafe class AllreduceCosts
{
    const long FirstBytes = 4 << 10, LastBytes = 16 << 20;
    // Below, latency decides, of which rounds are short and uneven; it says nothing of larger sizes.
    const long BandwidthBytes = 256 << 10;
    const int SizeRatio = 4, FirstLooks = 2, LeastPasses = 3, MostPasses = 30;
    const double LongestSeconds = 0.1, HopelessRatio = 3, EnoughSeconds = 0.5;

    readonly List<(long Bytes, double[] Seconds)> rows = [];

    /// <summary>
    /// Measures; every rank calls it. First each size by itself, which leaves out what is hopeless. Then all sizes in passes, since what else a machine does
    /// lasts longer than one size takes: code that is being compiled, a neighbour who wants the memory. The order within a pass changes, since who comes next
    /// finds in the caches what the one before has left there.
    /// </summary>
    public AllreduceCosts(IPointToPoint link, IReadOnlyList<IAllreduce> algorithms)
    {
        using var together = new BinomialAllreduce();
        using var scratch = new Scratch();
        byte* values = scratch.Take(LastBytes);
        new Span<byte>(values, (int)LastBytes).Clear();
        Look(link, algorithms, together, values);
        var passes = rows.Select(_ => algorithms.Select(_ => new List<double>()).ToArray()).ToArray();
        long start = Stopwatch.GetTimestamp();
        bool enough = false;
        int[] order = [.. Enumerable.Range(0, algorithms.Count)];
        for (int pass = 0; !enough; pass++)
        {
            for (int r = 0; r < rows.Count; r++)
            {
                new Random(pass).Shuffle(order);
                foreach (int c in order)
                {
                    if (rows[r].Seconds[c] < double.MaxValue) passes[r][c].Add(Time(link, algorithms[c], together, values, rows[r].Bytes));
                }
            }
            double[] elapsed = [Stopwatch.GetElapsedTime(start).TotalSeconds];
            Tell(link, together, elapsed);
            enough = pass + 1 >= MostPasses || (pass + 1 >= LeastPasses && elapsed[0] > EnoughSeconds);
        }
        for (int r = 0; r < rows.Count; r++)
        {
            for (int c = 0; c < algorithms.Count; c++)
            {
                // What else the machine does only ever makes a sum longer.
                if (passes[r][c].Count > 0) rows[r].Seconds[c] = passes[r][c].Order().ElementAt(passes[r][c].Count / 4);
            }
            Tell(link, together, rows[r].Seconds);
        }
    }

    /// <summary>Sizes measured, in bytes, ascending.</summary>
    public IEnumerable<long> Sizes => rows.Select(r => r.Bytes);

    /// <summary>Seconds that an algorithm takes, by its place in the list; <see cref="double.MaxValue"/> where it has been left out.</summary>
    public double Seconds(int algorithm, long bytes)
    {
        int upper = rows.FindIndex(r => r.Bytes >= bytes);
        if (upper < 0) upper = rows.Count - 1;
        if (upper == 0) return rows[0].Seconds[algorithm];
        var (low, high) = (rows[upper - 1], rows[upper]);
        if (high.Seconds[algorithm] == double.MaxValue) return double.MaxValue;
        double beta = (high.Seconds[algorithm] - low.Seconds[algorithm]) / (high.Bytes - low.Bytes);
        return low.Seconds[algorithm] + beta * (bytes - low.Bytes);
    }

    /// <summary>What moves bytes three times slower than the best is never the best at the next size.</summary>
    void Look(IPointToPoint link, IReadOnlyList<IAllreduce> algorithms, BinomialAllreduce together, byte* values)
    {
        bool[] hopeless = new bool[algorithms.Count];
        for (long bytes = FirstBytes; bytes <= LastBytes; bytes *= SizeRatio)
        {
            double[] seconds = [.. hopeless.Select(h => h ? double.MaxValue : 0)];
            for (int c = 0; c < algorithms.Count; c++)
            {
                if (hopeless[c]) continue;
                // The first one warms up.
                Time(link, algorithms[c], together, values, bytes);
                seconds[c] = Enumerable.Range(0, FirstLooks).Min(_ => Time(link, algorithms[c], together, values, bytes));
            }
            Tell(link, together, seconds);
            rows.Add((bytes, seconds));
            double best = seconds.Min();
            for (int c = 0; c < algorithms.Count; c++) hopeless[c] |= bytes >= BandwidthBytes && seconds[c] > HopelessRatio * best;
            if (best > LongestSeconds) break;
        }
    }

    static double Time(IPointToPoint link, IAllreduce algorithm, BinomialAllreduce together, byte* values, long bytes)
    {
        Meet(link, together);
        long start = Stopwatch.GetTimestamp();
        algorithm.Sum(link, values, bytes / sizeof(float), ElementType.Float32);
        Meet(link, together);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static void Meet(IPointToPoint link, BinomialAllreduce together)
    {
        float one = 0;
        together.Sum(link, (byte*)&one, 1, ElementType.Float32);
    }

    /// <summary>Gives every rank the figures of rank 0.</summary>
    static void Tell(IPointToPoint link, BinomialAllreduce together, double[] figures)
    {
        if (link.Rank != 0) Array.Clear(figures);
        fixed (double* p = figures) together.Sum(link, (byte*)p, figures.Length, ElementType.Float64);
    }
}
