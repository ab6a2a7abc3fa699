using Rossby.Cairo;

namespace Rossby.Eval;

/// <summary>The scale of a field's colours, with units; a pointed end says that values go on beyond it.</summary>
internal sealed class ColourBar(CairoContext canvas, ColourMap colours)
{
    const double BarHeight = 20, Point = 12;

    /// <summary>Draws label, bar and ticks, about 76 pixels high.</summary>
    /// <param name="left">Left edge.</param>
    /// <param name="top">Upper edge.</param>
    /// <param name="width">Width with both ends.</param>
    /// <param name="range">Values at the ends of the bar.</param>
    /// <param name="label">What it is, with units.</param>
    /// <param name="spread">Smallest and largest value of the field.</param>
    public void Draw(double left, double top, double width, ValueRange range, string label, ValueRange spread)
    {
        FigureText.Line(canvas, left + Point, top + 10, label, 19, width - 2 * Point);
        double barTop = top + 22, first = left + Point, length = width - 2 * Point;
        int steps = (int)length;
        var pixels = new uint[steps];
        for (int i = 0; i < steps; i++) pixels[i] = colours[(i + 0.5) / steps].Pixel;
        using (var image = new CairoSurface(pixels, steps, 1)) canvas.PaintImage(image, first, barTop, length, BarHeight);
        if (spread.Low < range.Low) Triangle(first, -Point, colours[0]);
        if (spread.High > range.High) Triangle(first + length, Point, colours[1]);
        canvas.SetColour(FigureText.Ink);
        canvas.SetLineWidth(1);
        canvas.Rectangle(first, barTop, length, BarHeight);
        var ticks = Ticks.Round(range.Low, range.High);
        double step = ticks.Count > 1 ? ticks[1] - ticks[0] : 0;
        foreach (double tick in ticks)
        {
            double x = first + range.Scaled(tick) * length;
            canvas.MoveTo(x, barTop + BarHeight);
            canvas.LineTo(x, barTop + BarHeight + 6);
        }
        canvas.Stroke();
        double baseLine = barTop + BarHeight + 25;
        foreach (double tick in ticks)
            FigureText.Line(canvas, first + range.Scaled(tick) * length, baseLine, Ticks.Text(tick, step), 17, 100, FigureText.Quiet, anchor: 0.5);

        void Triangle(double x, double reach, Rgb colour)
        {
            canvas.MoveTo(x, barTop);
            canvas.LineTo(x + reach, barTop + BarHeight / 2);
            canvas.LineTo(x, barTop + BarHeight);
            canvas.ClosePath();
            canvas.SetColour(colour.Red, colour.Green, colour.Blue);
            canvas.Fill(keepPath: true);
            canvas.SetColour(FigureText.Ink);
            canvas.SetLineWidth(1);
            canvas.Stroke();
        }
    }
}
