using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The mean over valid cells of -alpha (1 - p_y)^gamma log p_y (Lin et al. 2017), the logarithm of no less than 1e-8: as the 2018 system has it, there
/// with alpha 1 and gamma 2.
/// </summary>
/// <param name="alpha">A factor for all classes.</param>
/// <param name="gamma">How much less a cell counts that is right already.</param>
public sealed class FocalLoss(double alpha, double gamma) : Loss
{
    const double SmallestProbability = 1e-8;

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor logits, Tensor labels)
    {
        var logarithm = logits.LogSoftmax(1);
        var probability = logarithm.Exp();
        // A power of a distance from 1 that rounding could make negative would be NaN.
        var distance = (1 - probability).Clamp(0, 1);
        var of = distance.Pow(gamma) * logarithm.Clamp(Math.Log(SmallestProbability), 0) * OneHot(labels, logits.DType);
        return of.Sum() * -alpha / Count(labels, logits.DType);
    }
}
