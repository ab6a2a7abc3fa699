using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// Logits and loss of a batch: the network sees the padded map, the loss the grid.
/// </summary>
internal sealed class BatchLoss(SegmentationModel model, InputPadding padding, Loss loss)
{
    /// <summary>Whether batches must hold soft labels.</summary>
    public bool TakesProbabilities => loss.TakesProbabilities;

    /// <summary>Whether ranks' values are joined by how many decided cells each has; else all count alike.</summary>
    public bool IsMeanOverCells => loss.IsMeanOverCells;

    /// <summary>Float32 logits [B, classes, H, W] of some samples of a batch.</summary>
    public Tensor Logits(TensorBatch batch, int first, int samples) => Logits(batch.Physical(first, samples));

    /// <summary>Those of physical fields [B, C, H, W].</summary>
    public Tensor Logits(Tensor physical) => padding.Crop(model.Call(padding.Pad(physical)));

    /// <summary>The loss over the decided cells of some samples; 0 when there is none.</summary>
    public Tensor Of(Tensor logits, TensorBatch batch, int first, int samples) => Of(logits, LabelsOf(batch, first, samples));

    /// <summary>That of labels as the loss takes them.</summary>
    public Tensor Of(Tensor logits, Tensor labels) => loss.Call(logits, labels);

    /// <summary>The labels of some samples as the loss takes them.</summary>
    public Tensor LabelsOf(TensorBatch batch, int first, int samples) => loss.TakesProbabilities ? batch.SoftTarget(first, samples) : batch.Target(first, samples);

    /// <summary>
    /// What the loss of each of a rank's parts counts in the loss of the batch: a mean by its decided cells among those of the whole batch, so that the batch's
    /// mean does not depend on how it is dealt out. Collective.
    /// </summary>
    /// <param name="batch">The rank's part of the batch.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="communicator">The ranks.</param>
    /// <param name="clock">Told of the time for it.</param>
    public double[] SharesOf(PrefetchedBatch<TensorBatch> batch, Range[] parts, ICommunicator communicator, PhaseClock clock)
    {
        if (!IsMeanOverCells) return [.. parts.Select(_ => 1.0 / (parts.Length * communicator.Size))];
        long[] decided = [.. parts.Select(p => p.GetOffsetAndLength(batch.Samples.Count)).Select(p => DecidedCells(batch.Memory, p.Offset, p.Length))];
        long[] all = [decided.Sum()];
        using (clock.Enter(StepPhase.ExposedCommunication)) communicator.Allreduce(all, ReduceOperation.Sum);
        return [.. decided.Select(d => (double)d / Math.Max(1, all[0]))];
    }

    /// <summary>How many cells of some samples are decided.</summary>
    public static long DecidedCells(TensorBatch batch, int first, int samples)
    {
        long decided = 0;
        for (int slot = first; slot < first + samples; slot++)
        {
            var labels = batch.Labels(slot);
            decided += labels.Length - System.MemoryExtensions.Count(labels, SegmentationClass.Ignore);
        }
        return decided;
    }
}
