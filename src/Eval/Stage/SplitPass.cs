using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Eval;

/// <summary>
/// One pass over a split, whose batches are dealt to the ranks in turn: each decides its own, rank 0 takes all in the split's order, sums, writes masks and
/// keeps the samples to be drawn. Neither ranks nor threads change a bit of what comes of it.
/// </summary>
/// <param name="set">The set.</param>
/// <param name="split">Its split.</param>
/// <param name="judges">One for each thread.</param>
/// <param name="communicator">The ranks.</param>
internal sealed class SplitPass(StagedSet set, string split, IReadOnlyList<SampleJudge> judges, ICommunicator communicator)
{
    /// <summary>Threads inside an operation, never taken from the machine, because last bits depend on it; spare cores decide other samples.</summary>
    public const int ThreadsPerSample = 1;

    readonly SampleReader reader = set.Reader(split);
    readonly int cells = set.Grid.CellCount;

    /// <summary>Runs the pass.</summary>
    /// <param name="batchSize">Samples that a rank reads and decides at a time.</param>
    /// <param name="summary">Rank 0's; null on the others.</param>
    /// <param name="progress">Told after each round.</param>
    /// <param name="cancellation">Stops the pass.</param>
    /// <exception cref="OperationCanceledException">Stopped; nothing is saved.</exception>
    public void Run(int batchSize, SplitSummary? summary, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var batches = SampleOrder.InOrder(reader.Count, batchSize);
        int ranks = communicator.Size, rank = communicator.Rank;
        TensorBatch[] memories = [new(set.Manifest, Math.Min(batchSize, reader.Count)), new(set.Manifest, Math.Min(batchSize, reader.Count))];
        try
        {
            using var prefetcher = new BatchPrefetcher<TensorBatch>(reader, batches.Where((_, i) => i % ranks == rank), memories);
            for (int first = 0; first < batches.Count; first += ranks)
            {
                cancellation.ThrowIfCancellationRequested();
                // In the last round some ranks have none; rank 0 always has one.
                var batch = prefetcher.Take();
                var mine = batch is null ? null : Decide(batch);
                if (batch is not null) prefetcher.Return(batch);
                if (summary is null) mine?.Give(communicator);
                else
                {
                    summary.Add(mine!);
                    for (int other = 1; other < ranks && first + other < batches.Count; other++)
                        summary.Add(new BatchDecisions(batches[first + other], cells, judges[0].TallyLength).Take(communicator, other));
                }
                progress?.Report(new StageProgress("evaluate", Math.Min(reader.Count, (first + ranks) * batchSize), reader.Count, "samples"));
            }
        }
        finally
        {
            foreach (var memory in memories) memory.Dispose();
        }
    }

    BatchDecisions Decide(PrefetchedBatch<TensorBatch> batch)
    {
        var decisions = new BatchDecisions(batch.Samples, cells, judges[0].TallyLength);
        int next = 0;
        SideBySide.Run(Math.Min(judges.Count, batch.Samples.Count), ThreadsPerSample, worker =>
        {
            for (int slot; (slot = Interlocked.Increment(ref next) - 1) < batch.Samples.Count;)
                judges[worker].Decide(batch.Memory, slot, batch.Samples[slot], decisions.Mask(slot), decisions.Tally(slot));
        });
        return decisions;
    }
}
