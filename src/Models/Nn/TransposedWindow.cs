using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A part of a transposed convolution's result.</summary>
internal static class TransposedWindow
{
    /// <summary>
    /// The full transposed convolution of a map [B, C, H, W] with weight [C, D, k, k] goes from 0 to (H - 1) stride + k; this is a window of it,
    /// channels-last: [B, D, size].
    /// </summary>
    /// <param name="map">The map, with what lies beyond its edges.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="bias">[D], or null.</param>
    /// <param name="stride">How much finer the result is.</param>
    /// <param name="start">Where the window starts, in both directions.</param>
    /// <param name="size">Its rows and columns.</param>
    public static Tensor TransposedWithin(this Tensor map, Tensor weight, Tensor? bias, int stride, int start, (long Rows, long Columns) size)
    {
        long kernel = weight.Shape[2], rest = (map.Shape[2] - 1) * stride + kernel - start - size.Rows;
        // What both ends can do without is not computed.
        int crop = (int)Math.Min(start, rest);
        return map.ConvTranspose2d(weight, bias, stride, crop, 0)
            .Narrow(2, start - crop, size.Rows).Narrow(3, start - crop, size.Columns)
            .Contiguous(MemoryFormat.ChannelsLast);
    }
}
