using Rossby.Core;
using Rossby.Models;
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
