namespace Rossby.Eval;

/// <summary>An opaque colour of sRGB, each part in [0, 1].</summary>
internal readonly record struct Rgb(double Red, double Green, double Blue)
{
    /// <summary>From <c>0xRRGGBB</c>.</summary>
    public static Rgb Hex(int hex) => new((hex >> 16 & 255) / 255.0, (hex >> 8 & 255) / 255.0, (hex & 255) / 255.0);

    /// <summary>This colour under a layer of another.</summary>
    public Rgb Under(Rgb layer, double opacity) => new(
        Red + (layer.Red - Red) * opacity, Green + (layer.Green - Green) * opacity, Blue + (layer.Blue - Blue) * opacity);

    /// <summary>As a pixel <c>0xFFRRGGBB</c>.</summary>
    public uint Pixel => 0xFF000000 | Byte(Red) << 16 | Byte(Green) << 8 | Byte(Blue);

    static uint Byte(double part) => (uint)Math.Clamp(Math.Round(part * 255), 0, 255);
}
