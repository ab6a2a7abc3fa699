using Rossby.Core;

namespace Rossby.Staging;

/// <summary>A batch that was read ahead: its memory, lent until it is given back, and the samples that lie in it.</summary>
/// <param name="Memory">Filled in slots 0 to the number of samples less one.</param>
/// <param name="Samples">The samples by slot; fewer than the memory's capacity in a smaller batch.</param>
public sealed record PrefetchedBatch<TMemory>(TMemory Memory, IReadOnlyList<int> Samples)
    where TMemory : IBatchMemory;
