using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// scale times the sum over all valid cells of a batch of w_y CE: the 2018 system's <c>weighted</c> (deeplab-tf-train.py:232-250), whose weights add up
/// to one and whose scale was 0.1 on GPUs.
/// </summary>
/// <param name="classWeights">One per class.</param>
/// <param name="scale">What the sum is multiplied by.</param>
public sealed class SummedCrossEntropy(IReadOnlyList<double> classWeights, double scale) : Loss
{
    /// <inheritdoc/>
    public override bool IsMeanOverCells => false;

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor logits, Tensor labels) => WeightedCrossEntropy.Sum(logits, labels, classWeights) * scale;
}
