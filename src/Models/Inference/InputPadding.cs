using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// Brings a map to lengths that the network takes, and its result back: rows are added to the north by repeating the last, columns to the east,
/// periodic on a global grid and repeated otherwise.
/// </summary>
/// <param name="Height">Rows H of the map.</param>
/// <param name="Width">Columns W of the map.</param>
/// <param name="Multiple">What the padded lengths must be multiples of.</param>
/// <param name="PeriodicLongitude">Whether the map goes round the globe.</param>
public sealed record InputPadding(int Height, int Width, int Multiple, bool PeriodicLongitude)
{
    /// <summary>Rows that the network sees.</summary>
    public int PaddedHeight => RoundUp(Height);

    /// <summary>Columns that the network sees.</summary>
    public int PaddedWidth => RoundUp(Width);

    /// <summary>Whether nothing is added.</summary>
    public bool IsIdentity => PaddedHeight == Height && PaddedWidth == Width;

    /// <summary>[B, C, H, W] to [B, C, PaddedHeight, PaddedWidth].</summary>
    public Tensor Pad(Tensor map)
    {
        if (map.Dimensions != 4 || map.Shape[2] != Height || map.Shape[3] != Width)
            throw new ArgumentException($"InputPadding: expected [B, C, {Height}, {Width}], got {map.ShapeText}", nameof(map));
        return IsIdentity ? map : map.PadGrid(0, PaddedHeight - Height, 0, PaddedWidth - Width, periodicLatitude: false, PeriodicLongitude);
    }

    /// <summary>[B, C, PaddedHeight, PaddedWidth] to [B, C, H, W].</summary>
    public Tensor Crop(Tensor map) => IsIdentity ? map : map.Narrow(2, 0, Height).Narrow(3, 0, Width);

    int RoundUp(int length) => (length + Multiple - 1) / Multiple * Multiple;
}
