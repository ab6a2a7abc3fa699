namespace Rossby.Core;

/// <summary>
/// Finds the rank that holds the others up. In synchronous training every rank waits for the slowest, inside of collective calls: the slowest waits least.
/// Its score is the share of the time that the others (their median) wait more than it does.
/// </summary>
public static class SlowRanks
{
    /// <summary>From this share on a rank is named: a tenth of the machine is lost by it.</summary>
    public const double NamedFrom = 0.1;

    /// <summary>The slowest rank and its score, 0 to 1; null where there are less than two.</summary>
    /// <param name="waited">How long each rank has waited in a stretch of time.</param>
    /// <param name="elapsed">How long that was, in the same unit.</param>
    public static (int Rank, double Score)? Find(IReadOnlyList<double> waited, double elapsed)
    {
        if (waited.Count < 2 || elapsed <= 0) return null;
        int slowest = Enumerable.Range(0, waited.Count).MinBy(r => waited[r]);
        var others = waited.Where((_, r) => r != slowest).Order().ToList();
        return (slowest, Math.Max(0, (others[(others.Count - 1) / 2] - waited[slowest]) / elapsed));
    }
}
