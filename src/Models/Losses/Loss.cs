using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

// B batch, C classes, H latitude rows, W longitude columns.

/// <summary>What training minimises: a number for logits and labels, label 255 left out, in float32 at least whatever the logits are.</summary>
public abstract class Loss
{
    /// <summary>
    /// Whether it is a mean over valid cells, so that the mean of two batches is that of their means by their valid cells.
    /// </summary>
    public virtual bool IsMeanOverCells => true;

    /// <summary>Whether its labels are probabilities [B, C, H, W], 0 or NaN in every class where undecided, in place of classes.</summary>
    public virtual bool TakesProbabilities => false;

    /// <summary>The loss, a scalar; 0 (with zero gradients) if no cell is valid.</summary>
    /// <param name="logits">[B, C, H, W].</param>
    /// <param name="labels">[B, H, W], UInt8 or Int64, 255 where undecided; or probabilities, where it takes such.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Call(Tensor logits, Tensor labels)
    {
        bool fits = logits.Dimensions == 4 && logits.Shape[1] == SegmentationClass.Count
            && labels.Shape.SequenceEqual(TakesProbabilities ? logits.Shape : [logits.Shape[0], logits.Shape[2], logits.Shape[3]]);
        if (!fits)
        {
            string expected = TakesProbabilities ? $"label probabilities [B, {SegmentationClass.Count}, H, W]" : "labels [B, H, W]";
            throw new ArgumentException(
                $"{GetType().Name}: expected logits [B, {SegmentationClass.Count}, H, W] and {expected}, got {logits.ShapeText} and {labels.ShapeText}");
        }
        using var scope = TensorScope.Begin();
        var wide = logits.DType == ScalarType.Float64 ? logits : logits.To(ScalarType.Float32);
        return scope.Return(Compute(wide, labels.To(TakesProbabilities ? wide.DType : ScalarType.Int64)));
    }

    /// <summary>The loss of logits in float32 or float64 and Int64 labels, or probabilities of the logits' type.</summary>
    private protected abstract Tensor Compute(Tensor logits, Tensor labels);

    /// <summary>1 where the cell has that class, [B, C, H, W]; all zero in a cell without a label.</summary>
    private protected static Tensor OneHot(Tensor labels, ScalarType dtype) =>
        Tensor.Cat(1, [.. Enumerable.Range(0, SegmentationClass.Count).Select(c => labels.Compare(Relation.Equal, c).Unsqueeze(1))]).To(dtype);

    /// <summary>1 where the cell has a label, [B, H, W].</summary>
    private protected static Tensor Valid(Tensor labels, ScalarType dtype) => labels.Compare(Relation.NotEqual, SegmentationClass.Ignore).To(dtype);

    /// <summary>The number of cells with a label, at least 1.</summary>
    private protected static Tensor Count(Tensor labels, ScalarType dtype) => Valid(labels, ScalarType.Int64).Sum().To(dtype).Clamp(1, double.PositiveInfinity);

    /// <summary>A vector over classes as [1, C, 1, 1].</summary>
    private protected static Tensor PerClass(IReadOnlyList<double> values, Tensor like) => Vector(values, like).View(1, values.Count, 1, 1);

    /// <summary>Numbers of the program's as a tensor; a device makes them itself, since a step that is recorded takes nothing from main memory.</summary>
    private protected static Tensor Vector(IReadOnlyList<double> values, Tensor like) =>
        like.Device.IsCpu ? Tensor.From<double>([.. values], [values.Count]).To(like.DType) : Tensor.Cat(0, [.. values.Select(v => Tensor.Full([1], v, like.DType, like.Device))]);
}
