using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The plain mean of each map, cells counting alike: [B, C, H, W] to [B, C, 1, 1].</summary>
public sealed class GlobalAveragePool : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Mean([2, 3], keepDims: true);
}
