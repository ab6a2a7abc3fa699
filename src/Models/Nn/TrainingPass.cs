namespace Rossby.Models;

/// <summary>Which pass a network in training makes: what its dropout masks are drawn from, besides the layer's name.</summary>
/// <param name="Seed">The experiment's seed.</param>
/// <param name="Step">The optimizer step that it is part of.</param>
/// <param name="Samples">Which sample of the split lies in each slot of the batch.</param>
public sealed record TrainingPass(ulong Seed, long Step, IReadOnlyList<int> Samples);
