using Rossby.Torch;

namespace Rossby.Models;

/// <summary>1 - 2 intersection / (probability + label), the soft form of the Dice coefficient (Milletari et al. 2016).</summary>
public sealed class DiceLoss : OverlapLoss
{
    /// <inheritdoc/>
    private protected override Tensor OfClass(Tensor hit, Tensor said, Tensor there) => 1 - 2 * hit / (said + there + Epsilon);
}
