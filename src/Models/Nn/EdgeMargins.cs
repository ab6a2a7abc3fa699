using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Margins of unequal width, as TensorFlow's SAME padding has them for even maps.</summary>
internal static class EdgeMargins
{
    /// <summary>Margins of a map [B, C, H, W], the same in both directions.</summary>
    /// <param name="padding">What lies in them.</param>
    /// <param name="map">The map.</param>
    /// <param name="before">South and west.</param>
    /// <param name="after">North and east.</param>
    /// <param name="zero">What <see cref="Padding.Zero"/> puts there.</param>
    public static Tensor Margins(this Padding padding, Tensor map, int before, int after, double zero = 0) =>
        (before, after) is (0, 0) ? map
        : padding == Padding.Zero
        ? map.PadConstant([before, after, before, after], zero)
        : map.PadGrid(before, after, before, after, padding == Padding.Torus, padding != Padding.Replicate);
}
