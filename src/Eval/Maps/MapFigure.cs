using Rossby.Cairo;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// A map of one moment: a field in colour, the prediction as translucent fill, the label as outlines, the coastline, colour bar with units and legend.
/// All fields are [H, W] in the grid's stored order.
/// </summary>
public sealed record MapFigure
{
    const double LeftMargin = 84, RightMargin = 36, FooterHeight = 168;

    /// <summary>The grid.</summary>
    public required LatLonGrid Grid { get; init; }

    /// <summary>The field under the masks [H, W]; NaN where missing.</summary>
    public required float[] Field { get; init; }

    /// <summary>What the field is, such as <c>Total precipitable water (TMQ)</c>.</summary>
    public required string FieldName { get; init; }

    /// <summary>Its units.</summary>
    public required string Units { get; init; }

    /// <summary>Time and run.</summary>
    public required string Title { get; init; }

    /// <summary>What is filled and what outlined, in words; null for none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>What must be said, such as that the weather is synthetic.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Predicted classes [H, W], or null.</summary>
    public byte[]? Prediction { get; init; }

    /// <summary>Labelled classes [H, W], 255 where undecided, or null.</summary>
    public byte[]? Label { get; init; }

    /// <summary>Kinds of cells drawn instead of the field's colours and named in the legend instead of the colour bar: <see cref="Field"/> holds their numbers.</summary>
    public IReadOnlyList<MapCategory>? Categories { get; init; }

    /// <summary>The coastline; null draws none and says so.</summary>
    public Coastline? Coastline { get; init; }

    /// <summary>Why there is no coastline, as a note on the map.</summary>
    public string CoastlineMissing { get; init; } = "no coastline";

    /// <summary>The part that is shown; null shows the whole grid.</summary>
    public MapExtent? Extent { get; init; }

    /// <summary>Values at the ends of the colour bar; null takes them from the field. Where they lie on both sides of 0, the bar reaches as far below as above.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>Width of the picture.</summary>
    public int WidthPixels { get; init; } = 1400;

    /// <summary>The picture as a PNG file's bytes.</summary>
    /// <exception cref="LibraryMissingException">No libcairo loads.</exception>
    public byte[] ToPng()
    {
        Require(nameof(Field), Field.Length);
        if (Prediction is not null) Require(nameof(Prediction), Prediction.Length);
        if (Label is not null) Require(nameof(Label), Label.Length);
        string[] lines = [.. Subtitle is null ? [] : new[] { Subtitle }, .. Notices];
        double top = 58 + 28 * lines.Length;
        var frame = MapFrame.Fit(Extent ?? MapExtent.Of(Grid), LeftMargin, top, WidthPixels - LeftMargin - RightMargin);
        using var surface = new CairoSurface(WidthPixels, (int)(frame.Top + frame.Height + FooterHeight));
        using var canvas = new CairoContext(surface);
        canvas.SetColour(0xFFFFFF);
        canvas.Paint();
        double widest = WidthPixels - LeftMargin - RightMargin;
        FigureText.Line(canvas, LeftMargin, 40, Title, 27, widest, bold: true);
        for (int i = 0; i < lines.Length; i++)
            FigureText.Line(canvas, LeftMargin, 70 + 28 * i, lines[i], 20, widest, i == 0 && Subtitle is not null ? FigureText.Quiet : FigureText.Warning);
        var range = Range ?? ValueRange.Of(Field);
        var colours = ColourMap.Slate;
        if (range.GoesBothWays) (range, colours) = (range.AboutZero, ColourMap.BothWays);
        new MapPainter(canvas, frame).Paint(this, range, colours);
        double footer = frame.Top + frame.Height + 56;
        if (Categories is { } categories)
        {
            new MapLegend(canvas).DrawCategories(LeftMargin, footer, widest, this, categories);
            return surface.ToPng();
        }
        new ColourBar(canvas, colours).Draw(LeftMargin, footer, widest * 0.48, range, $"{FieldName}, {Units}", ValueRange.Spread(Field));
        new MapLegend(canvas).Draw(LeftMargin + widest * 0.53, footer, widest * 0.47, this);
        return surface.ToPng();
    }

    /// <summary>Writes the picture: beside, synced, renamed.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public void Save(string path)
    {
        byte[] png = ToPng();
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    void Require(string what, int cells)
    {
        if (cells != Grid.CellCount) throw new ArgumentException($"MapFigure: {what}: expected [{Grid.Height}, {Grid.Width}], got {cells} cells.");
    }
}
