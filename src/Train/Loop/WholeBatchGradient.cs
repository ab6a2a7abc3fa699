using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// This rank's part of the batch, whole or in a few parts one after another, whose gradients are summed over ranks: fast, with last bits that depend on the
/// ranks' number.
/// </summary>
internal sealed class WholeBatchGradient : IBatchGradient, IDisposable
{
    readonly SegmentationModel model;
    readonly BatchLoss loss;
    readonly TrainConfig config;
    readonly PhaseClock clock;
    readonly RunContext context;
    readonly ICommunicator communicator;
    readonly NormSums? norms;
    readonly IGradientSum sum;

    /// <summary>Takes the memory for the sums; collective.</summary>
    /// <param name="model">The network.</param>
    /// <param name="loss">The loss of its batches.</param>
    /// <param name="config">Parts of the batch, and how ranks sum.</param>
    /// <param name="clock">Told what the step is busy with.</param>
    /// <param name="context">The ranks and the seed.</param>
    public WholeBatchGradient(SegmentationModel model, BatchLoss loss, TrainConfig config, PhaseClock clock, RunContext context)
    {
        (this.model, this.loss, this.config, this.clock, this.context) = (model, loss, config, clock, context);
        communicator = context.Communicator;
        norms = NormSums.Create(config.BatchNorm, communicator, clock);
        if (norms is not null) context.Logger.LogInformation("train: batch norms take their statistics over {Ranks} ranks", NormSums.RanksTogether(config.BatchNorm, communicator.Topology));
        model.NormsAcross = norms?.Across;
        sum = Gradients();
    }

    /// <inheritdoc/>
    public IReadOnlyList<uint>? ShardHashes => null;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => sum.Pending;

    /// <inheritdoc/>
    public void Settle() => sum.Settle();

    /// <summary>What sums by NCCL; null where something else does.</summary>
    public NcclSum? Nccl { get; private set; }

    /// <inheritdoc/>
    public bool IsOwnLossFinite { get; private set; } = true;

    public void Dispose()
    {
        sum.Dispose();
        model.NormsAcross = null;
        norms?.Dispose();
    }

    /// <inheritdoc/>
    public double Compute(PrefetchedBatch<TensorBatch> batch, long step, double scale)
    {
        Range[] parts = PartsOf(batch.Samples.Count);
        double[] shares = loss.SharesOf(batch, parts, communicator, clock);
        double value = 0;
        // Ahead of the forward pass, whose maps then take their memory.
        Autograd.ClearGradients(model.Parameters.Parameters);
        sum.BeginStep();
        for (int i = 0; i < parts.Length; i++)
        {
            var (first, count) = parts[i].GetOffsetAndLength(batch.Samples.Count);
            model.Pass = new(context.Seed, step, [.. batch.Samples.Skip(first).Take(count)]);
            using var scope = TensorScope.Begin();
            var (part, mine) = Forward(batch.Memory, first, count, shares[i]);
            value += mine;
            Backward(scale == 1 ? part : part * scale, isLast: i == parts.Length - 1);
        }
        // Through norms one rank's samples reach the losses of others.
        IsOwnLossFinite = norms is not null || double.IsFinite(value);
        using var running = clock.Enter(StepPhase.ExposedCommunication);
        sum.Finish();
        double[] total = [value];
        communicator.Allreduce(total, ReduceOperation.Sum);
        return total[0];
    }

    (Tensor Part, double Value) Forward(TensorBatch memory, int first, int count, double share)
    {
        using var running = clock.Enter(StepPhase.Forward);
        var part = loss.Of(loss.Logits(memory, first, count), memory, first, count) * share;
        return (part, part.Item());
    }

    void Backward(Tensor part, bool isLast)
    {
        using var running = clock.Enter(StepPhase.Backward);
        // Before the last one gradients only add up, and nothing goes to other ranks.
        if (isLast) sum.BeginLastBackward();
        try
        {
            part.Backward();
        }
        catch
        {
            sum.Abandon();
            throw;
        }
    }

    Range[] PartsOf(int samples)
    {
        int parts = config.AccumulationSteps;
        return [.. Enumerable.Range(0, parts).Select(i => (int)((long)samples * i / parts)..(int)((long)samples * (i + 1) / parts))];
    }

    IGradientSum Gradients()
    {
        var reached = new ReachedParameters(model.MayBeUnreached);
        string? why = null;
        IGradientSum sum = config.GradientLag > 0 ? new LaggedSum(communicator, model.Parameters.All, config.Allreduce, reached, context.Timeline)
            : NcclChoice.Take(config.Allreduce, model.Device, communicator, out why) ? Nccl = new(communicator, model.Device, model.Parameters.All, config.Allreduce, reached, norms)
            : communicator.Size > 1 && !model.Device.IsCpu ? new StagedSum(communicator, model.Parameters.All, config.Allreduce, reached)
            : communicator.Size > 1 ? new OverlappedSum(communicator, model.Parameters.All, config.Allreduce, reached, context.Timeline, norms)
            : new OwnGradients(model.Parameters.Parameters, reached);
        if (why is not null) context.Logger.LogWarning("train: NCCL does not sum the gradients: {Why}", why);
        if (communicator.Size > 1 || Nccl is not null) context.Logger.LogInformation("train: gradients are summed by {How}", sum.Description);
        return sum;
    }
}
