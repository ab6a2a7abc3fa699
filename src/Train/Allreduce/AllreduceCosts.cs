namespace Rossby.Train;

/// <summary>What algorithms take on these ranks: time = alpha + beta x bytes between two measured sizes, with alpha and beta of each algorithm.</summary>
/// <param name="rows">Sizes in bytes, ascending, each with the seconds of every algorithm; the same on all ranks.</param>
internal sealed class AllreduceCosts(IReadOnlyList<(long Bytes, double[] Seconds)> rows)
{
    /// <summary>Sizes measured, in bytes, ascending.</summary>
    public IEnumerable<long> Sizes => rows.Select(r => r.Bytes);

    /// <summary>Seconds that an algorithm takes, by its place in the list.</summary>
    public double Seconds(int algorithm, long bytes)
    {
        int upper = Math.Min(rows.Count(r => r.Bytes < bytes), rows.Count - 1);
        if (upper == 0) return rows[0].Seconds[algorithm];
        var (low, high) = (rows[upper - 1], rows[upper]);
        double beta = (high.Seconds[algorithm] - low.Seconds[algorithm]) / (high.Bytes - low.Bytes);
        return low.Seconds[algorithm] + beta * (bytes - low.Bytes);
    }
}
