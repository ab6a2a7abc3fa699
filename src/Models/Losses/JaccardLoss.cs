using Rossby.Torch;

namespace Rossby.Models;

/// <summary>1 - intersection / union by class over the whole batch: what ClimateNet's loss was meant to be.</summary>
public sealed class JaccardLoss : OverlapLoss
{
    /// <inheritdoc/>
    private protected override Tensor OfClass(Tensor hit, Tensor said, Tensor there) => 1 - hit / (said + there - hit + Epsilon);
}
