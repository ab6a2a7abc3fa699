using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>One optimizer step: the gradient of the batch over all ranks, then the update.</summary>
internal sealed class TrainingStep(SegmentationModel model, IOptimizer optimizer, IBatchGradient gradient, SampleReader reader, ICommunicator communicator)
{
    readonly IReadOnlyList<Parameter> trained = model.Parameters.Parameters;

    /// <summary>This rank's part of a global batch: contiguous, the parts differ by one sample at most.</summary>
    public int[] Mine(int[] batch) =>
        batch[((int)((long)batch.Length * communicator.Rank / communicator.Size))..(int)((long)batch.Length * (communicator.Rank + 1) / communicator.Size)];

    /// <summary>How many samples of a global batch a rank has at most.</summary>
    public int MostSamples(int batchSize) => (batchSize + communicator.Size - 1) / communicator.Size;

    /// <summary>Updates the weights.</summary>
    /// <param name="batch">This rank's part of the batch.</param>
    /// <param name="step">1 for the first step of the run.</param>
    /// <param name="learningRate">The rate of this step.</param>
    /// <returns>The mean loss over the decided cells of the whole batch, before the update.</returns>
    /// <exception cref="RossbyException">
    /// Loss or gradient is not finite: the weights are as they were, the running statistics are not, so nothing may be saved.
    /// </exception>
    public double Run(PrefetchedBatch<TensorBatch> batch, long step, double learningRate)
    {
        double value = gradient.Compute(batch, step);
        RequireFinite(value, "the loss", step, batch);
        RequireFinite(Autograd.GradientNorm(trained), "the norm of the gradient", step, batch);
        optimizer.Step(learningRate, step);
        return value;
    }

    void RequireFinite(double value, string what, long step, PrefetchedBatch<TensorBatch> batch)
    {
        if (!double.IsFinite(value))
            throw NonFiniteLoss.Explain($"{what} became {(double.IsNaN(value) ? "NaN" : "infinite")}", step, batch.Memory, batch.Samples, reader);
    }
}
