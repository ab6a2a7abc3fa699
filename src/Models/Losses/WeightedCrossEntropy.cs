using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The mean over valid pixels of w_y times the cross-entropy, label 255 left out: sum of w_y CE over their number (not over their weights),
/// as the 2018 system and MLPerf HPC have it. In float32 at least, whatever the logits are.
/// </summary>
/// <param name="classWeights">One per class, as <see cref="ClassWeights.FromFrequencies"/> makes them.</param>
public sealed class WeightedCrossEntropy(IReadOnlyList<double> classWeights)
{
    readonly double[] weights = [.. classWeights];

    /// <summary>The loss, a scalar; 0 (with zero gradients) if no pixel is valid.</summary>
    /// <param name="logits">[B, classes, H, W].</param>
    /// <param name="labels">[B, H, W], UInt8 or Int64.</param>
    public Tensor Call(Tensor logits, Tensor labels)
    {
        if (logits.Dimensions != 4 || logits.Shape[1] != weights.Length || !labels.Shape.SequenceEqual([logits.Shape[0], logits.Shape[2], logits.Shape[3]]))
            throw new ArgumentException($"Cross-entropy: expected logits [B, {weights.Length}, H, W] and labels [B, H, W], got {logits.ShapeText} and {labels.ShapeText}");
        using var scope = TensorScope.Begin();
        var wide = logits.DType == ScalarType.Float64 ? logits : logits.To(ScalarType.Float32);
        var target = labels.To(ScalarType.Int64);
        var w = Tensor.From<double>(weights, [weights.Length], logits.Device).To(wide.DType);
        var valid = target.Compare(Relation.NotEqual, SegmentationClass.Ignore).Sum().To(wide.DType).Clamp(1, double.PositiveInfinity);
        return scope.Return(wide.CrossEntropy(target, w, Reduction.Sum, SegmentationClass.Ignore) / valid);
    }
}
