using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Measures <see cref="AllreduceCosts"/>. The time from a meeting of all ranks until the slowest has its sum counts. All sizes are gone through in passes, since
/// what else a machine does lasts longer than one size takes: code that is being compiled, a neighbour who wants the memory, cores that a hypervisor moves.
/// So algorithms are compared within a pass, not over passes.
/// </summary>
internal sealed unsafe class AllreduceTrials : IDisposable
{
    const long FirstBytes = 1 << 10, LastBytes = 16 << 20;
    // Of shorter vectors so many are summed in a pass that they have as many bytes together: one takes microseconds, as does what comes between.
    const long LeastBytes = 64 << 10;
    const int SizeRatio = 4, LeastHeats = 2, MostHeats = 4, LeastFinals = 5, MostFinals = 60;
    const double LongestSeconds = 0.1, BeatenRatio = 2, HeatSeconds = 2, FinalSeconds = 0.7;

    readonly IPointToPoint link;
    readonly IReadOnlyList<IAllreduce> algorithms;
    readonly BinomialAllreduce together = new();
    readonly Scratch scratch = new();
    readonly float* values;
    readonly List<(long Bytes, double[] Seconds)> rows = [];

    AllreduceTrials(IPointToPoint link, IReadOnlyList<IAllreduce> algorithms)
    {
        (this.link, this.algorithms) = (link, algorithms);
        values = (float*)scratch.Take(LastBytes);
    }

    /// <summary>Measures; every rank calls it.</summary>
    public static AllreduceCosts Run(IPointToPoint link, IReadOnlyList<IAllreduce> algorithms)
    {
        using var trials = new AllreduceTrials(link, algorithms);
        trials.WarmUp();
        trials.Finals(trials.Heats());
        return new(trials.rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        together.Dispose();
        scratch.Dispose();
    }

    /// <summary>The first sum of each algorithm and size, which maps memory and compiles; says too how far up sizes go before one takes long.</summary>
    void WarmUp()
    {
        for (long bytes = FirstBytes; bytes <= LastBytes; bytes *= SizeRatio)
        {
            double[] seconds = [.. algorithms.Select(a => Time(a, bytes))];
            Slowest(seconds);
            Tell(seconds);
            rows.Add((bytes, seconds));
            if (seconds.Min() > LongestSeconds) break;
        }
    }

    /// <summary>Who takes part in the finals at each size: one who takes twice the best's time there may be the best at another, where the vector lies in other caches.</summary>
    bool[][] Heats()
    {
        var passes = Passes([.. rows.Select(_ => algorithms.Select(_ => true).ToArray())], LeastHeats, MostHeats, HeatSeconds);
        for (int r = 0; r < rows.Count; r++)
        {
            for (int c = 0; c < algorithms.Count; c++) rows[r].Seconds[c] = passes.Min(p => p[r][c]);
            Tell(rows[r].Seconds);
        }
        return [.. rows.Select(row => row.Seconds.Select(s => s <= BeatenRatio * row.Seconds.Min()).ToArray())];
    }

    void Finals(bool[][] entered)
    {
        var passes = Passes(entered, LeastFinals, MostFinals, FinalSeconds);
        for (int r = 0; r < rows.Count; r++)
        {
            Judge(rows[r].Seconds, [.. passes.Select(p => p[r])]);
            Tell(rows[r].Seconds);
        }
    }

    /// <summary>Makes of each algorithm's seconds in the heats what it takes by the finals.</summary>
    /// <param name="seconds">In the heats, by algorithm.</param>
    /// <param name="finals">By pass and algorithm; <see cref="double.MaxValue"/> where one was not entered.</param>
    internal static void Judge(double[] seconds, double[][] finals)
    {
        // What else the machine does only ever makes a sum longer: the half that took the least time counts.
        double[][] quiet = [.. finals.OrderBy(p => p.Where(s => s < double.MaxValue).Sum()).Take((finals.Length + 1) / 2)];
        double best = Middle(quiet.Select(p => p.Min()));
        // Who is not in the finals is as far behind as in the heats, whatever the machine has done since.
        double since = best / seconds.Min();
        for (int c = 0; c < seconds.Length; c++) seconds[c] = quiet[0][c] < double.MaxValue ? best * Middle(quiet.Select(p => p[c] / p.Min())) : seconds[c] * since;
    }

    /// <summary>Seconds by pass, size and algorithm; <see cref="double.MaxValue"/> for those not entered. Ends after a while, for all ranks in the same pass.</summary>
    List<double[][]> Passes(bool[][] entered, int least, int most, double enough)
    {
        var passes = new List<double[][]>();
        int[] order = [.. Enumerable.Range(0, algorithms.Count)];
        long start = Stopwatch.GetTimestamp();
        double[] elapsed = [0];
        while (passes.Count < least || (passes.Count < most && elapsed[0] < enough))
        {
            // Who comes next finds in the caches what the one before has left there.
            new Random(passes.Count).Shuffle(order);
            double[][] pass = [.. entered.Select(e => e.Select(_ => double.MaxValue).ToArray())];
            for (int r = 0; r < rows.Count; r++)
            {
                foreach (int c in order)
                {
                    if (entered[r][c]) pass[r][c] = Time(algorithms[c], rows[r].Bytes);
                }
            }
            passes.Add(pass);
            elapsed = [Stopwatch.GetElapsedTime(start).TotalSeconds];
            Tell(elapsed);
        }
        foreach (double[] seconds in passes.SelectMany(p => p)) Slowest(seconds);
        return passes;
    }

    static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    double Time(IAllreduce algorithm, long bytes)
    {
        long sums = Math.Max(1, LeastBytes / bytes), ticks = 0;
        for (int i = 0; i < sums; i++)
        {
            // Just written, as gradients are.
            new Span<float>(values, (int)(bytes / sizeof(float))).Fill(1f);
            Meet();
            long start = Stopwatch.GetTimestamp();
            algorithm.Sum(link, (byte*)values, bytes / sizeof(float), ElementType.Float32);
            ticks += Stopwatch.GetTimestamp() - start;
        }
        return (double)ticks / Stopwatch.Frequency / sums;
    }

    void Meet()
    {
        float one = 0;
        together.Sum(link, (byte*)&one, 1, ElementType.Float32);
    }

    /// <summary>Gives rank 0 the greatest of all ranks' figures, up a binomial tree.</summary>
    void Slowest(double[] figures)
    {
        double[] others = new double[figures.Length];
        for (int distance = 1; distance < link.Size; distance *= 2)
        {
            fixed (double* mine = figures, theirs = others)
            {
                bool gives = (link.Rank & distance) != 0;
                if (!gives && link.Rank + distance >= link.Size) continue;
                nint message = gives ? link.Send(link.Rank - distance, mine, figures.Length * sizeof(double)) : link.Receive(link.Rank + distance, theirs, figures.Length * sizeof(double));
                link.Wait(ref message);
                if (gives) return;
            }
            for (int i = 0; i < figures.Length; i++) figures[i] = Math.Max(figures[i], others[i]);
        }
    }

    /// <summary>Gives every rank the figures of rank 0.</summary>
    void Tell(double[] figures)
    {
        if (link.Rank != 0) Array.Clear(figures);
        fixed (double* p = figures) together.Sum(link, (byte*)p, figures.Length, ElementType.Float64);
    }
}
