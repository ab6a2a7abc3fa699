using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The colours of maps, told apart by lightness as well as by hue.</summary>
internal static class MapColours
{
    /// <summary>Cells whose field is missing.</summary>
    public static Rgb Missing { get; } = Rgb.Hex(0xB9B4AE);

    /// <summary>Beyond the grid.</summary>
    public static Rgb Outside { get; } = Rgb.Hex(0xFFFFFF);

    /// <summary>Stripes over undecided cells.</summary>
    public static Rgb Hatch { get; } = Rgb.Hex(0x5B5550);

    /// <summary>The fill of a predicted class; null for background and undecided.</summary>
    public static Rgb? Fill(byte classIndex) => classIndex switch
    {
        SegmentationClass.TropicalCyclone => Rgb.Hex(0xF2256B),
        SegmentationClass.AtmosphericRiver => Rgb.Hex(0xFF9F1A),
        _ => null,
    };

    /// <summary>The outline of a labelled class.</summary>
    public static Rgb Outline(byte classIndex) => classIndex == SegmentationClass.TropicalCyclone ? Rgb.Hex(0x8E0045) : Rgb.Hex(0x7A3E00);
}
