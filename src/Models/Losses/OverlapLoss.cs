using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A loss of the overlap between probabilities and labels: one number per class from sums over all valid cells of the batch.</summary>
public abstract class OverlapLoss : Loss
{
    /// <summary>Keeps the quotient of a class without probability or label finite.</summary>
    private protected const double Epsilon = 1e-7;

    /// <inheritdoc/>
    public sealed override bool IsMeanOverCells => false;

    /// <summary>The mean of <see cref="OfClass"/> over the classes that the batch's labels hold: one that is not there cannot be overlapped.</summary>
    private protected sealed override Tensor Compute(Tensor logits, Tensor labels)
    {
        var label = OneHot(labels, logits.DType);
        var probability = logits.Softmax(1) * Valid(labels, logits.DType).Unsqueeze(1);
        long[] cells = [0, 2, 3];
        var (hit, said, there) = ((probability * label).Sum(cells), probability.Sum(cells), label.Sum(cells));
        var present = there.Compare(Relation.Greater, 0).To(logits.DType);
        return (OfClass(hit, said, there) * present).Sum() / present.Sum().Clamp(1, double.PositiveInfinity);
    }

    /// <summary>The loss of each class [C].</summary>
    /// <param name="hit">The sum of the class's probability where its label is.</param>
    /// <param name="said">The sum of the class's probability.</param>
    /// <param name="there">The number of its cells.</param>
    private protected abstract Tensor OfClass(Tensor hit, Tensor said, Tensor there);
}
