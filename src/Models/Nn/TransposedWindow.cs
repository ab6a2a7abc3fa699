using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The part of a transposed convolution that is its layer's result. Of a map with margins [B, C, Before + H + After, ..] and a weight [C, D, Kernel, Kernel] the
/// full one has as many cells before and after it as its cells are touched by margins alone.
/// </summary>
/// <param name="Kernel">Of the weight.</param>
/// <param name="Stride">How much finer the result is.</param>
/// <param name="Start">Where the result begins in the full one, in both directions.</param>
/// <param name="Before">Cells of margin south and west.</param>
/// <param name="After">Cells of margin north and east.</param>
internal readonly record struct TransposedWindow(int Kernel, int Stride, int Start, int Before, int After)
{
    /// <summary>PyTorch's padding: what both ends can do without is not computed.</summary>
    public int Crop => Math.Min(Start, (Before + After - 1) * Stride + Kernel - Start);

    /// <summary>The result [B, D, Stride H, Stride W] for the map without margins, channels-last, of the convolution cropped so.</summary>
    public Tensor Of(Tensor cropped, Tensor map) =>
        cropped.Narrow(2, Start - Crop, Stride * map.Shape[2]).Narrow(3, Start - Crop, Stride * map.Shape[3]).Contiguous(MemoryFormat.ChannelsLast);
}
