namespace Rossby.Core;

/// <summary>What a look at the board has found out about a rank.</summary>
/// <param name="Kind">What.</param>
/// <param name="Rank">The rank; <see cref="Everyone"/> where it is no one's fault more than another's.</param>
/// <param name="Seconds">For how long.</param>
public readonly record struct RankFinding(RankFindingKind Kind, int Rank, double Seconds)
{
    /// <summary>In place of a rank: all of them.</summary>
    public const int Everyone = -1;
}
