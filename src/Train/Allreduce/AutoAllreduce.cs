using System.Globalization;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>Takes for each size the algorithm that is the fastest by <see cref="AllreduceCosts"/>, measured when it is first used.</summary>
internal sealed unsafe class AutoAllreduce : IAllreduce, IDisposable
{
    readonly IAllreduce[] candidates;
    // By bytes; a training has few lengths.
    readonly Dictionary<long, IAllreduce> chosen = [];
    AllreduceCosts? costs;

    /// <summary>Makes the candidates.</summary>
    public AutoAllreduce() => candidates = [new FlatAllreduce(), new RingAllreduce(), new BinomialAllreduce(), new HalvingDoublingAllreduce(), new HierarchicalAllreduce()];

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.Auto;

    /// <inheritdoc/>
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        Measure(link);
        Choose(count * type.Bytes()).Sum(link, values, count, type);
    }

    /// <summary>Measures, once; every rank calls it.</summary>
    public void Measure(IPointToPoint link) => costs ??= AllreduceTrials.Run(link, candidates);

    /// <summary>The algorithm for a vector of some bytes.</summary>
    public IAllreduce Choose(long bytes)
    {
        if (!chosen.TryGetValue(bytes, out var choice)) chosen.Add(bytes, choice = candidates[Best(bytes)]);
        return choice;
    }

    /// <summary>What each algorithm is expected to take for a vector of some bytes, in seconds.</summary>
    public IEnumerable<(AllreduceAlgorithm Algorithm, double Seconds)> Expected(long bytes) => candidates.Select((a, c) => (a.Algorithm, costs!.Seconds(c, bytes)));

    /// <summary>The choice by size, for people.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        int last = -1;
        foreach (long size in costs!.Sizes)
        {
            int best = Best(size);
            if (best != last)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{candidates[best].Algorithm} from {size >> 10} KiB ({costs.Seconds(best, size) * 1e6:F0} us)"));
            last = best;
        }
        return string.Join(", ", parts);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var one in candidates) (one as IDisposable)?.Dispose();
    }

    int Best(long bytes) => Enumerable.Range(0, candidates.Length).MinBy(c => costs!.Seconds(c, bytes));
}
