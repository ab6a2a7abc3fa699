using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>One optimizer step: forward, loss, backward, average over ranks, update.</summary>
internal sealed class TrainingStep(SegmentationModel model, IOptimizer optimizer, BatchLoss loss, SampleReader reader, ICommunicator communicator)
{
    readonly IReadOnlyList<Parameter> trained = model.Parameters.Parameters;
    readonly GradientAverage average = new(communicator, model.Parameters.All);

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
        int samples = batch.Samples.Count;
        double share = ShareOfDecidedCells(batch);
        double value;
        model.Pass = new(step, batch.Samples);
        using (var scope = TensorScope.Begin())
        {
            var mean = loss.Of(loss.Logits(batch.Memory, samples), batch.Memory, samples);
            // One rank's mean is the batch's, to the last bit.
            if (communicator.Size > 1 && loss.IsMeanOverCells) mean *= share;
            double[] total = [mean.Item()];
            communicator.Allreduce(total, ReduceOperation.Sum);
            value = total[0] / communicator.Size;
            RequireFinite(value, "the loss", step, batch);
            Autograd.ClearGradients(trained);
            mean.Backward();
        }
        average.Run();
        RequireFinite(Autograd.GradientNorm(trained), "the norm of the gradient", step, batch);
        optimizer.Step(learningRate, step);
        return value;
    }

    // Ranks' means count by their decided cells, so that the batch's mean does not depend on how it is dealt out; over all ranks the mean is 1.
    double ShareOfDecidedCells(PrefetchedBatch<TensorBatch> batch)
    {
        long mine = BatchLoss.DecidedCells(batch.Memory, batch.Samples.Count);
        long[] all = [mine];
        communicator.Allreduce(all, ReduceOperation.Sum);
        return all[0] == 0 ? 1 : (double)mine * communicator.Size / all[0];
    }

    void RequireFinite(double value, string what, long step, PrefetchedBatch<TensorBatch> batch)
    {
        if (!double.IsFinite(value))
            throw NonFiniteLoss.Explain($"{what} became {(double.IsNaN(value) ? "NaN" : "infinite")}", step, batch.Memory, batch.Samples, reader);
    }
}
