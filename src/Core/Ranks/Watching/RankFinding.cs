namespace Rossby.Core;

/// <summary>What a look at the board has found out about a rank.</summary>
/// <param name="Kind">What.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Seconds">For how long.</param>
public readonly record struct RankFinding(RankFindingKind Kind, int Rank, double Seconds);
