namespace Rossby.Core;

/// <summary>How far a stage is.</summary>
/// <param name="Activity">What is being done, such as <c>write shards</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 when unknown.</param>
/// <param name="Unit">What is counted, such as <c>samples</c>.</param>
/// <param name="Note">A figure worth showing beside it, such as the loss; null for none.</param>
public readonly record struct StageProgress(string Activity, long Done, long Total, string Unit, string? Note = null);
