using Rossby.Cairo;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Draws what lies inside a map's frame, and the degrees along it.</summary>
internal sealed class MapPainter(CairoContext canvas, MapFrame frame)
{
    const double LabelPixels = 18;

    /// <summary>Field and fills, graticule, coastline, outlines, frame: in that order.</summary>
    public void Paint(MapFigure figure, ValueRange range, ColourMap colours)
    {
        int width = (int)Math.Round(frame.Width), height = (int)Math.Round(frame.Height);
        uint[] pixels = new FieldRaster(figure.Grid, figure.Field, figure.Prediction, figure.Label, range, colours, figure.Categories).Paint(frame, width, height);
        using (var image = new CairoSurface(pixels, width, height)) canvas.PaintImage(image, frame.Left, frame.Top, frame.Width, frame.Height);
        canvas.Save();
        canvas.Clip(frame.Left, frame.Top, frame.Width, frame.Height);
        var longitudes = Ticks.Degrees(frame.Extent.West, frame.Extent.East, 12);
        var latitudes = Ticks.Degrees(frame.Extent.South, frame.Extent.North, 7);
        Graticule(longitudes, latitudes);
        if (figure.Coastline is { } coast) Coast(coast);
        if (figure.Label is { } label)
        {
            foreach (byte storm in new[] { SegmentationClass.AtmosphericRiver, SegmentationClass.TropicalCyclone }) Outline(figure.Grid, label, storm);
        }
        canvas.Restore();
        canvas.SetColour(FigureText.Ink);
        canvas.SetLineWidth(1.5);
        canvas.Rectangle(frame.Left, frame.Top, frame.Width, frame.Height);
        canvas.Stroke();
        Degrees(longitudes, latitudes);
    }

    void Graticule(IReadOnlyList<double> longitudes, IReadOnlyList<double> latitudes)
    {
        foreach (double longitude in longitudes) Segment(frame.X(longitude), frame.Top, frame.X(longitude), frame.Top + frame.Height);
        foreach (double latitude in latitudes) Segment(frame.Left, frame.Y(latitude), frame.Left + frame.Width, frame.Y(latitude));
        canvas.SetColour(0xFFFFFF, 0.28);
        canvas.SetLineWidth(1);
        canvas.Stroke();
    }

    void Coast(Coastline coast)
    {
        // White under black: one of the two stands out from any ground.
        Trace(coast);
        canvas.SetColour(0xFFFFFF, 0.45);
        canvas.SetLineWidth(3);
        canvas.Stroke();
        Trace(coast);
        canvas.SetColour(0x101010, 0.9);
        canvas.SetLineWidth(1.1);
        canvas.Stroke();
    }

    void Trace(Coastline coast)
    {
        foreach (float[] line in coast.Lines)
        {
            double west = double.MaxValue, east = double.MinValue, south = double.MaxValue, north = double.MinValue;
            for (int i = 0; i < line.Length; i += 2)
            {
                (west, east) = (Math.Min(west, line[i]), Math.Max(east, line[i]));
                (south, north) = (Math.Min(south, line[i + 1]), Math.Max(north, line[i + 1]));
            }
            if (north < frame.Extent.South || south > frame.Extent.North) continue;
            foreach (double turn in frame.Turns(west, east))
            {
                for (int i = 0; i < line.Length; i += 2)
                {
                    double x = frame.X(line[i] + turn), y = frame.Y(line[i + 1]);
                    if (i == 0) canvas.MoveTo(x, y);
                    else canvas.LineTo(x, y);
                }
            }
        }
    }

    void Outline(LatLonGrid grid, byte[] label, byte storm)
    {
        var segments = CellOutline.Of(grid, label, storm);
        foreach (var (halo, width) in new[] { (true, 6.0), (false, 3.0) })
        {
            foreach (var segment in segments)
            {
                foreach (double turn in frame.Turns(segment.Longitude1, segment.Longitude2))
                {
                    // Half a line longer at both ends, so that corners close.
                    double x1 = frame.X(segment.Longitude1 + turn), x2 = frame.X(segment.Longitude2 + turn);
                    double y1 = frame.Y(segment.Latitude1), y2 = frame.Y(segment.Latitude2);
                    if (segment.Latitude1 == segment.Latitude2) (x1, x2) = (x1 - width / 2, x2 + width / 2);
                    else (y1, y2) = (y1 + width / 2, y2 - width / 2);
                    Segment(x1, y1, x2, y2);
                }
            }
            var colour = halo ? Rgb.Hex(0xFFFFFF) : MapColours.Outline(storm);
            canvas.SetColour(colour.Red, colour.Green, colour.Blue, halo ? 0.85 : 1);
            canvas.SetLineWidth(width);
            canvas.Stroke();
        }
    }

    void Degrees(IReadOnlyList<double> longitudes, IReadOnlyList<double> latitudes)
    {
        foreach (double longitude in longitudes) Segment(frame.X(longitude), frame.Top + frame.Height, frame.X(longitude), frame.Top + frame.Height + 6);
        foreach (double latitude in latitudes) Segment(frame.Left - 6, frame.Y(latitude), frame.Left, frame.Y(latitude));
        canvas.Stroke();
        double baseLine = frame.Top + frame.Height + 25;
        foreach (double longitude in longitudes)
            FigureText.Line(canvas, frame.X(longitude), baseLine, Ticks.Longitude(longitude), LabelPixels, 90, FigureText.Quiet, anchor: 0.5);
        foreach (double latitude in latitudes)
            FigureText.Line(canvas, frame.Left - 10, frame.Y(latitude) + 6, Ticks.Latitude(latitude), LabelPixels, 70, FigureText.Quiet, anchor: 1);
    }

    void Segment(double x1, double y1, double x2, double y2)
    {
        canvas.MoveTo(x1, y1);
        canvas.LineTo(x2, y2);
    }
}
