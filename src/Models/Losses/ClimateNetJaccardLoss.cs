using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The Jaccard loss as ClimateNet computes it (losses.py, models.py:83): softmax is applied twice, and sums run over batch and latitude only, so that a
/// quotient is made for every class and longitude, and a column without a class counts as missed. Kept to compare with published numbers.
/// </summary>
public sealed class ClimateNetJaccardLoss : Loss
{
    const double Epsilon = 1e-7;

    /// <inheritdoc/>
    public override bool IsMeanOverCells => false;

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor logits, Tensor labels)
    {
        var label = OneHot(labels, logits.DType);
        var probability = logits.Softmax(1).Softmax(1) * Valid(labels, logits.DType).Unsqueeze(1);
        long[] batchAndLatitude = [0, 2];
        var hit = (probability * label).Sum(batchAndLatitude);
        var union = (probability + label).Sum(batchAndLatitude) - hit;
        return 1 - (hit / (union + Epsilon)).Mean();
    }
}
