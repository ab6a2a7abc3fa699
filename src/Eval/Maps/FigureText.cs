using Rossby.Cairo;

namespace Rossby.Eval;

/// <summary>Text of figures: one font, black or grey, made smaller rather than cut off.</summary>
internal static class FigureText
{
    const double SmallestPixels = 9;

    /// <summary>Black, for titles.</summary>
    public const uint Ink = 0x1A1A1A;

    /// <summary>Grey, for axes and captions.</summary>
    public const uint Quiet = 0x55504B;

    /// <summary>Dark orange, for what must not be overlooked.</summary>
    public const uint Warning = 0x9A4A00;

    /// <summary>Writes a line that is at most <paramref name="widest"/> pixels wide.</summary>
    public static void Line(
        CairoContext canvas, double x, double y, string text, double sizePixels, double widest, uint colour = Ink, bool bold = false, double anchor = 0)
    {
        canvas.SelectFont(bold: bold);
        canvas.SetColour(colour);
        canvas.SetFontSize(sizePixels);
        double width = canvas.Measure(text).AdvanceX;
        if (width > widest) canvas.SetFontSize(Math.Max(SmallestPixels, sizePixels * widest / width));
        canvas.Text(x, y, text, anchor);
    }
}
