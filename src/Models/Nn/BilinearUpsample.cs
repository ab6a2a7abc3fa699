using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Bilinear interpolation between cell centres: [B, C, H, W] to [B, C, factor x H, factor x W]. Linear across the seam of a periodic map.</summary>
/// <param name="factor">How much finer the result is.</param>
/// <param name="padding">What lies beyond the edge; under <see cref="Padding.Zero"/> the edge is repeated, as in PyTorch.</param>
public sealed class BilinearUpsample(int factor, Padding padding = Padding.Longitude) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        long height = factor * x.Shape[2], width = factor * x.Shape[3];
        return padding switch
        {
            Padding.Longitude => x.UpsamplePeriodic(factor),
            // One row from the other side is all that interpolation near the edge needs.
            Padding.Torus => x.PadGrid(1, 1, 0, 0, periodicLatitude: true, periodicLongitude: true)
                .UpsamplePeriodic(factor).Narrow(2, factor, height).Contiguous(x.IsContiguous(MemoryFormat.ChannelsLast) ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous),
            _ => x.UpsampleBilinear2d((height, width)),
        };
    }
}
