using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Train;

/// <summary>How many steps a run has, and where in it a step lies.</summary>
public sealed record StepPlan
{
    /// <summary>Plans a run.</summary>
    /// <param name="samples">Samples of the training split.</param>
    /// <param name="config">Epochs and batch size.</param>
    /// <exception cref="DataException">The split is empty.</exception>
    public StepPlan(int samples, TrainConfig config)
    {
        if (samples == 0) throw new DataException("The training split holds no samples: give ingest more time steps, or another split.");
        Samples = samples;
        BatchSize = Math.Min(config.BatchSize, samples);
        Epochs = config.Epochs;
        TotalSteps = ((long)samples * Epochs + BatchSize - 1) / BatchSize;
    }

    /// <summary>Samples of the training split.</summary>
    public int Samples { get; }

    /// <summary>Samples in a step over all ranks: the config's, or the whole split where that is smaller.</summary>
    public int BatchSize { get; }

    /// <summary>Passes over the split.</summary>
    public int Epochs { get; }

    /// <summary>Steps in the run: the last one ends the last pass, and may begin another.</summary>
    public long TotalSteps { get; }

    /// <summary>The epoch, from 0, in which the step after <paramref name="done"/> steps begins.</summary>
    public int EpochOf(long done) => Math.Min((int)(done * BatchSize / Samples), Epochs - 1);

    /// <summary>How many epochs are complete after <paramref name="done"/> steps.</summary>
    public int CompleteEpochs(long done) => Math.Min((int)(done * BatchSize / Samples), Epochs);

    /// <summary>The samples of every step from <paramref name="firstStep"/> to the end of the run, in order.</summary>
    public IEnumerable<int[]> BatchesFrom(long firstStep, ulong seed)
    {
        long step = firstStep;
        foreach (int[] batch in SampleOrder.Batches(seed, Samples, BatchSize, firstStep))
        {
            if (step++ == TotalSteps) yield break;
            yield return batch;
        }
    }
}
