using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Bilinear interpolation between cell centres: [B, C, H, W] to [B, C, factor x H, factor x W]. Linear across the seam of a periodic map.</summary>
/// <param name="factor">How much finer the result is.</param>
/// <param name="padding">What lies beyond the edge; under <see cref="Padding.Zero"/> the edge is repeated, as in PyTorch.</param>
public sealed class BilinearUpsample(int factor, Padding padding = Padding.Longitude) : Module
{
    readonly bool aroundLongitude = padding is Padding.Longitude or Padding.Torus;
    readonly bool aroundLatitude = padding is Padding.Torus;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        long height = factor * x.Shape[2], width = factor * x.Shape[3];
        if (!aroundLongitude) return x.UpsampleBilinear2d((height, width));

        // One cell from the other side is all that interpolation near the edge needs.
        long rows = aroundLatitude ? 1 : 0;
        var format = x.IsContiguous(MemoryFormat.ChannelsLast) ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
        return x.PadGrid(rows, rows, 1, 1, aroundLatitude, periodicLongitude: true)
            .UpsampleBilinear2d((height + 2 * rows * factor, width + 2 * factor))
            .Narrow(2, rows * factor, height)
            .Narrow(3, factor, width)
            .Contiguous(format);
    }
}
