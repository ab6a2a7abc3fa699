namespace Rossby.Cairo;

/// <summary>What a 32-bit pixel means (<c>cairo_format_t</c>).</summary>
public enum CairoFormat
{
    /// <summary>0xAARRGGBB, the colours multiplied by alpha.</summary>
    Argb32 = 0,

    /// <summary>0x00RRGGBB, opaque; the top byte is not used.</summary>
    Rgb24 = 1,
}
