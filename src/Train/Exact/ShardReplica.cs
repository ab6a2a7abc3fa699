using System.Diagnostics;
using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// A second network on the same weights, with gradients and running statistics of its own: what one thread makes a shard's gradient with, while others
/// make theirs.
/// </summary>
internal sealed class ShardReplica : IDisposable
{
    readonly SegmentationModel model;
    readonly BatchLoss loss;
    readonly FlatGradients gradients;
    readonly FlatGradients shared;
    readonly Timeline? timeline;
    PassTicks spent;

    /// <summary>Makes a replica.</summary>
    /// <param name="empty">A network of the same section; owned from now on.</param>
    /// <param name="of">The network whose weights it shares.</param>
    /// <param name="lossOf">The loss of a network's batches.</param>
    /// <param name="timeline">Gets its passes; null for none.</param>
    public ShardReplica(SegmentationModel empty, SegmentationModel of, Func<SegmentationModel, BatchLoss> lossOf, Timeline? timeline)
    {
        (model, this.timeline) = (empty, timeline);
        for (int i = 0; i < of.Parameters.Parameters.Count; i++) model.Parameters.Parameters[i].ShareValues(of.Parameters.Parameters[i]);
        loss = lossOf(model);
        (gradients, shared) = (new(model.Parameters.All), new(of.Parameters.All));
    }

    /// <summary>Makes the gradient of one shard alone.</summary>
    /// <param name="batch">The rank's part of the batch.</param>
    /// <param name="first">The shard's first slot.</param>
    /// <param name="count">Its samples.</param>
    /// <param name="pass">Which pass it is.</param>
    /// <param name="share">What its loss counts in the batch's.</param>
    /// <param name="scale">What the part is multiplied by ahead of the backward pass.</param>
    /// <param name="into">Takes gradients and moved running statistics.</param>
    /// <returns>Its part of the batch's loss.</returns>
    public double Run(TensorBatch batch, int first, int count, TrainingPass pass, double share, double scale, float[] into)
    {
        gradients.TakeStatistics(shared);
        Autograd.ClearGradients(model.Parameters.Parameters);
        model.Pass = pass;
        double value;
        using (var scope = TensorScope.Begin())
        {
            long begun = Stopwatch.GetTimestamp();
            var part = loss.Of(loss.Logits(batch, first, count), batch, first, count) * share;
            value = part.Item();
            timeline?.Add("shard forward", begun);
            long forward = Stopwatch.GetTimestamp();
            (scale == 1 ? part : part * scale).Backward();
            timeline?.Add("shard backward", forward);
            spent += new PassTicks(forward - begun, Stopwatch.GetTimestamp() - forward);
        }
        gradients.Read(into);
        return value;
    }

    /// <summary>What its passes took since the last time.</summary>
    public PassTicks TakeTicks()
    {
        var taken = spent;
        spent = default;
        return taken;
    }

    public void Dispose() => model.Dispose();
}
