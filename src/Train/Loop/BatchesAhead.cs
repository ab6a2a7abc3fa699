using Rossby.Models;
using Rossby.Staging;

namespace Rossby.Train;

/// <summary>Batches in their order, of which the next are on their way to the device while a step computes.</summary>
/// <param name="prefetch">Reads them.</param>
/// <param name="ahead">How many are on their way at most; 0 in main memory, where none has a way to go.</param>
internal sealed class BatchesAhead(BatchPrefetcher<TensorBatch> prefetch, int ahead)
{
    readonly Queue<PrefetchedBatch<TensorBatch>> coming = new();

    /// <summary>The next batch, and sends those after it that have been read.</summary>
    public PrefetchedBatch<TensorBatch> Take()
    {
        if (!coming.TryDequeue(out var batch))
        {
            batch = prefetch.Take() ?? throw new InvalidOperationException("The order of samples ended before the steps did.");
            batch.Memory.Send();
        }
        while (coming.Count < ahead && prefetch.TryTake(out var next))
        {
            next.Memory.Send();
            coming.Enqueue(next);
        }
        return batch;
    }

    /// <summary>Gives a batch's memory back to be filled again, once the device has computed the step.</summary>
    public void Return(PrefetchedBatch<TensorBatch> batch) => prefetch.Return(batch);
}
