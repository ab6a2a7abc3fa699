using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The mean over valid cells of -sum_c w_c q_c log p_c for labels that are probabilities q: several labellings of one step, or what a detector like
/// BARD gives. With q of zeros and ones it is <see cref="WeightedCrossEntropy"/>.
/// </summary>
/// <param name="classWeights">One per class.</param>
public sealed class SoftCrossEntropy(IReadOnlyList<double> classWeights) : Loss
{
    /// <inheritdoc/>
    public override bool TakesProbabilities => true;

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor logits, Tensor labels)
    {
        var given = labels.NaNToNum(0);
        var valid = given.Sum([1]).Compare(Relation.Greater, 0).To(ScalarType.Int64).Sum().To(logits.DType).Clamp(1, double.PositiveInfinity);
        return (logits.LogSoftmax(1) * given * PerClass(classWeights, logits)).Sum() * -1 / valid;
    }
}
