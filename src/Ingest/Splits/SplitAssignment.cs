namespace Rossby.Ingest;

/// <summary>Which split each sample went to, and how that was decided.</summary>
/// <param name="Splits">Per sample, in the order of the times given: a name of <see cref="Core.SplitName"/>, or null where it was dropped.</param>
/// <param name="GapSeconds">No two samples of different splits are closer than this.</param>
/// <param name="Description">In words, for the manifest and the log.</param>
public sealed record SplitAssignment(IReadOnlyList<string?> Splits, double GapSeconds, string Description);
