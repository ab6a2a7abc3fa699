using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>From the config's word and the grid to margins.</summary>
public static class PaddingChoice
{
    /// <summary>Periodic in longitude only if the grid goes once around; at open edges the edge is repeated.</summary>
    public static Padding On(this PaddingMode mode, bool globalGrid) => mode switch
    {
        PaddingMode.Zero => Padding.Zero,
        PaddingMode.Torus => Padding.Torus,
        PaddingMode.Longitude => globalGrid ? Padding.Longitude : Padding.Replicate,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "A padding that the network does not know."),
    };

    extension(Padding padding)
    {
        /// <summary>What lies north and south of a map.</summary>
        internal Edge NorthSouth => padding switch { Padding.Zero => Edge.Zero, Padding.Torus => Edge.Periodic, _ => Edge.Replicated };

        /// <summary>What lies east and west of a map.</summary>
        internal Edge EastWest => padding switch { Padding.Zero => Edge.Zero, Padding.Replicate => Edge.Replicated, _ => Edge.Periodic };
    }

    /// <summary>Margins of equal size on opposite sides of [B, C, H, W].</summary>
    internal static Tensor PadEdges(this Tensor x, Padding padding, Size2 margin) =>
        margin is (0, 0) ? x
        : padding == Padding.Zero ? x.PadConstant([margin.Width, margin.Width, margin.Height, margin.Height])
        : x.PadGrid(margin.Height, margin.Height, margin.Width, margin.Width, padding == Padding.Torus, padding != Padding.Replicate);
}
