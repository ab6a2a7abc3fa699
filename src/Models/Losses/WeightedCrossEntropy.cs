using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// w_y times the cross-entropy, as its mean over valid cells: the sum of w_y CE over their number (not over their weights), as MLPerf HPC DeepCAM has
/// it, and the 2018 system's <c>weighted_mean</c>.
/// </summary>
/// <param name="classWeights">One per class, as <see cref="ClassWeights.FromFrequencies"/> makes them.</param>
public sealed class WeightedCrossEntropy(IReadOnlyList<double> classWeights) : Loss
{
    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor logits, Tensor labels) =>
        Sum(logits, labels, classWeights) / Count(labels, logits.DType);

    /// <summary>The sum over valid cells.</summary>
    internal static Tensor Sum(Tensor logits, Tensor labels, IReadOnlyList<double> classWeights) =>
        logits.CrossEntropy(labels, Vector(classWeights, logits), Reduction.Sum, SegmentationClass.Ignore);
}
