using Rossby.Cairo;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>What fills, outlines and hatching mean: only what this map shows.</summary>
internal sealed class MapLegend(CairoContext canvas)
{
    const double RowHeight = 29, SwatchWidth = 34, SwatchHeight = 18, TextPixels = 17;

    /// <summary>Draws two columns of entries and the note on the coastline.</summary>
    public void Draw(double left, double top, double width, MapFigure figure)
    {
        double column = width * 0.51;
        int row = 0;
        foreach (byte storm in new[] { SegmentationClass.TropicalCyclone, SegmentationClass.AtmosphericRiver })
        {
            string name = SegmentationClass.Names[storm];
            double y = top - 6 + row * RowHeight;
            if (figure.Prediction is not null) Entry(left, y, $"predicted {name}", () => Filled(left, y, MapColours.Fill(storm)!.Value));
            double second = figure.Prediction is not null ? left + column : left;
            if (figure.Label is not null) Entry(second, y, $"labelled {name}", () => Outlined(second, y, MapColours.Outline(storm)));
            if (figure.Prediction is not null || figure.Label is not null) row++;
        }
        double x = left, last = top - 6 + row * RowHeight;
        if (figure.Label?.Contains(SegmentationClass.Ignore) == true)
        {
            Entry(x, last, "label undecided, not scored", () => Hatched(left, last));
            x += column;
        }
        if (figure.Field.Any(float.IsNaN))
        {
            double at = x;
            Entry(at, last, "field missing", () => Swatch(at, last, MapColours.Missing, 1));
        }
        string coast = figure.Coastline is { } line ? $"coastline: {line.Source}" : figure.CoastlineMissing;
        FigureText.Line(canvas, left, top + 22 + 3 * RowHeight - 18, coast, 15, width, figure.Coastline is null ? FigureText.Warning : FigureText.Quiet);

        void Entry(double entryLeft, double y, string text, Action swatch)
        {
            swatch();
            FigureText.Line(canvas, entryLeft + SwatchWidth + 10, y + 14, text, TextPixels, column - SwatchWidth - 18);
        }
    }

    /// <summary>Draws an entry for each kind of cell that is on the map, in four columns, and the note on the coastline.</summary>
    public void DrawCategories(double left, double top, double width, MapFigure figure, IReadOnlyList<MapCategory> categories)
    {
        const int columns = 4;
        int at = 0;
        for (int k = 0; k < categories.Count; k++)
        {
            if (!figure.Field.Contains(k)) continue;
            double x = left + at % columns * width / columns, y = top - 6 + at / columns * RowHeight;
            Swatch(x, y, Rgb.Hex(categories[k].Colour), 1);
            FigureText.Line(canvas, x + SwatchWidth + 10, y + 14, categories[k].Name, TextPixels, width / columns - SwatchWidth - 18);
            at++;
        }
        string coast = figure.Coastline is { } line ? $"coastline: {line.Source}" : figure.CoastlineMissing;
        FigureText.Line(canvas, left, top + 22 + 3 * RowHeight - 18, coast, 15, width, figure.Coastline is null ? FigureText.Warning : FigureText.Quiet);
    }

    void Filled(double x, double y, Rgb colour)
    {
        // Over dark and light ground, as on the map.
        Swatch(x, y, ColourMap.Slate[0.15].Under(colour, FieldRaster.FillOpacity), 0.5);
        canvas.Rectangle(x + SwatchWidth / 2, y, SwatchWidth / 2, SwatchHeight);
        Use(ColourMap.Slate[0.9].Under(colour, FieldRaster.FillOpacity));
        canvas.Fill();
    }

    void Outlined(double x, double y, Rgb colour)
    {
        Swatch(x, y, ColourMap.Slate[0.5], 1);
        foreach (var (ink, width) in new[] { (Rgb.Hex(0xFFFFFF), 6.0), (colour, 3.0) })
        {
            canvas.Rectangle(x + 5, y + 4, SwatchWidth - 10, SwatchHeight - 8);
            Use(ink);
            canvas.SetLineWidth(width);
            canvas.Stroke();
        }
    }

    void Hatched(double x, double y)
    {
        Swatch(x, y, ColourMap.Slate[0.6], 1);
        canvas.Save();
        canvas.Clip(x, y, SwatchWidth, SwatchHeight);
        for (double at = x - SwatchHeight; at < x + SwatchWidth; at += 12)
        {
            canvas.MoveTo(at, y + SwatchHeight);
            canvas.LineTo(at + SwatchHeight, y);
        }
        Use(MapColours.Hatch);
        canvas.SetLineWidth(1.6);
        canvas.Stroke();
        canvas.Restore();
    }

    void Swatch(double x, double y, Rgb colour, double share)
    {
        canvas.Rectangle(x, y, SwatchWidth * share, SwatchHeight);
        Use(colour);
        canvas.Fill();
    }

    void Use(Rgb colour) => canvas.SetColour(colour.Red, colour.Green, colour.Blue);
}
