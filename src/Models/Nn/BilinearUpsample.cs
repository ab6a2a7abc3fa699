using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Bilinear interpolation between cell centres: [B, C, H, W] to [B, C, factor x H, factor x W]. Linear across the seam of a periodic longitude.</summary>
/// <param name="factor">How much finer the result is.</param>
/// <param name="padding">What lies beyond the edge; but under <see cref="Padding.Longitude"/> the edge is repeated, as in PyTorch.</param>
public sealed class BilinearUpsample(int factor, Padding padding = Padding.Longitude) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) =>
        padding == Padding.Longitude ? x.UpsamplePeriodic(factor) : x.UpsampleBilinear2d((factor * x.Shape[2], factor * x.Shape[3]));
}
