using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The mean over valid cells of -sum_c w_c q_c log p_c for labels that are probabilities q: several labellings of one step, or what a detector like
/// BARD gives. With q of zeros and ones it is <see cref="WeightedCrossEntropy"/>.
/// </summary>
/// <param name="classWeights">One per class.</param>
public sealed class SoftCrossEntropy(IReadOnlyList<double> classWeights)
{
    /// <summary>The loss, a scalar; 0 if no cell is valid. In float32 at least.</summary>
    /// <param name="logits">[B, C, H, W].</param>
    /// <param name="labelProbabilities">[B, C, H, W], each cell's adding up to 1; NaN in every class of a cell that is left out.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Call(Tensor logits, Tensor labelProbabilities)
    {
        if (logits.Dimensions != 4 || logits.Shape[1] != SegmentationClass.Count || !labelProbabilities.Shape.SequenceEqual(logits.Shape))
        {
            throw new ArgumentException(
                $"{nameof(SoftCrossEntropy)}: expected logits and label probabilities [B, {SegmentationClass.Count}, H, W], got {logits.ShapeText} and {labelProbabilities.ShapeText}");
        }
        using var scope = TensorScope.Begin();
        var wide = logits.DType == ScalarType.Float64 ? logits : logits.To(ScalarType.Float32);
        var given = labelProbabilities.To(wide.DType);
        var valid = given.IsNaN().To(ScalarType.Int64).Sum([1]).Compare(Relation.Equal, 0).To(ScalarType.Int64).Sum().To(wide.DType).Clamp(1, double.PositiveInfinity);
        var weights = Tensor.From<double>([.. classWeights], [1, classWeights.Count, 1, 1], wide.Device).To(wide.DType);
        return scope.Return((wide.LogSoftmax(1) * given.NaNToNum(0) * weights).Sum() * -1 / valid);
    }
}
