namespace Rossby.Eval;

/// <summary>What one pass over a split gave.</summary>
/// <param name="Network">The network's scores.</param>
/// <param name="Baselines">The baselines' scores.</param>
/// <param name="IgnoredShare">Share of cells whose label is undecided.</param>
/// <param name="IgnoredAreaShare">The same by area.</param>
/// <param name="Maps">The samples that are drawn, in order.</param>
internal sealed record SplitResult(
    MethodScores Network, IReadOnlyList<MethodScores> Baselines, double IgnoredShare, double IgnoredAreaShare, IReadOnlyList<MapSample> Maps);
