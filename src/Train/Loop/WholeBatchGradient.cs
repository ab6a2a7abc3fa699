using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>One pass over this rank's whole part of the batch, then the average over ranks: fast, with last bits that depend on the ranks' number.</summary>
internal sealed class WholeBatchGradient(SegmentationModel model, BatchLoss loss, AllreduceConfig allreduce, PhaseClock clock, RunContext context) : IBatchGradient, IDisposable
{
    readonly ICommunicator communicator = context.Communicator;
    readonly GradientAverage average = Create(model, allreduce, context);

    /// <inheritdoc/>
    public IReadOnlyList<uint>? ShardHashes => null;

    public void Dispose() => average.Dispose();

    /// <inheritdoc/>
    public double Compute(PrefetchedBatch<TensorBatch> batch, long step, double scale)
    {
        double share = ShareOfDecidedCells(batch);
        double value;
        model.Pass = new(context.Seed, step, batch.Samples);
        // Ahead of the forward pass, whose maps then take their memory.
        Autograd.ClearGradients(model.Parameters.Parameters);
        using (var scope = TensorScope.Begin())
        {
            var (mean, mine) = Forward(batch, share);
            value = Sum(mine) / communicator.Size;
            using var running = clock.Enter(StepPhase.Backward);
            (scale == 1 ? mean : mean * scale).Backward();
        }
        using (clock.Enter(StepPhase.ExposedCommunication)) average.Run();
        return value;
    }

    (Tensor Mean, double Value) Forward(PrefetchedBatch<TensorBatch> batch, double share)
    {
        using var running = clock.Enter(StepPhase.Forward);
        int samples = batch.Samples.Count;
        var mean = loss.Of(loss.Logits(batch.Memory, 0, samples), batch.Memory, 0, samples);
        // One rank's mean is the batch's, to the last bit.
        if (communicator.Size > 1 && loss.IsMeanOverCells) mean *= share;
        return (mean, mean.Item());
    }

    double Sum(double mine)
    {
        using var running = clock.Enter(StepPhase.ExposedCommunication);
        double[] total = [mine];
        communicator.Allreduce(total, ReduceOperation.Sum);
        return total[0];
    }

    // Ranks' means count by their decided cells, so that the batch's mean does not depend on how it is dealt out; over all ranks the mean is 1.
    double ShareOfDecidedCells(PrefetchedBatch<TensorBatch> batch)
    {
        long mine = BatchLoss.DecidedCells(batch.Memory, 0, batch.Samples.Count);
        long[] all = [mine];
        using (clock.Enter(StepPhase.ExposedCommunication)) communicator.Allreduce(all, ReduceOperation.Sum);
        return all[0] == 0 ? 1 : (double)mine * communicator.Size / all[0];
    }

    static GradientAverage Create(SegmentationModel model, AllreduceConfig allreduce, RunContext context)
    {
        var average = new GradientAverage(context.Communicator, model.Parameters.All, allreduce);
        if (context.Communicator.Size > 1) context.Logger.LogInformation("train: gradients are summed by {Algorithm}, as {WireType}", average.Description, allreduce.WireType);
        return average;
    }
}
