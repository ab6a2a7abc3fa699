using Rossby.Core;

namespace Rossby.Train;

/// <summary>What was found of a checkpoint when a run was taken up.</summary>
/// <param name="State">Where the newest whole one stood; null where there has been none.</param>
/// <param name="Damage">What is wrong with newer ones, a sentence for each finding.</param>
/// <param name="Kept">Where a damaged one lies now; null where none was kept.</param>
public sealed record CheckpointRecovery(TrainingState? State, IReadOnlyList<string> Damage, CheckpointFolder? Kept);
