using Rossby.Cairo;

namespace Rossby.Eval;

/// <summary>One panel of a curve: axes with round ticks, lines and points in data coordinates.</summary>
internal sealed class PlotFrame(CairoContext canvas, double left, double top, double width, double height, ValueRange x, ValueRange y)
{
    /// <summary>Draws grid, ticks and labels.</summary>
    public void Axes(string title, string? xLabel)
    {
        canvas.SetColour(0xE4E0DB);
        canvas.SetLineWidth(1);
        var yTicks = Ticks.Round(y.Low, y.High, 5);
        var xTicks = Ticks.Round(x.Low, x.High, 8);
        foreach (double tick in yTicks) Segment(left, Y(tick), left + width, Y(tick));
        foreach (double tick in xTicks) Segment(X(tick), top, X(tick), top + height);
        canvas.Stroke();
        canvas.SetColour(FigureText.Ink);
        Segment(left, top, left, top + height);
        Segment(left, top + height, left + width, top + height);
        canvas.Stroke();
        double step = yTicks.Count > 1 ? yTicks[1] - yTicks[0] : 0, xStep = xTicks.Count > 1 ? xTicks[1] - xTicks[0] : 0;
        foreach (double tick in yTicks) FigureText.Line(canvas, left - 10, Y(tick) + 6, Ticks.Text(tick, step), 17, 70, FigureText.Quiet, anchor: 1);
        foreach (double tick in xTicks) FigureText.Line(canvas, X(tick), top + height + 24, Ticks.Text(tick, xStep), 17, 90, FigureText.Quiet, anchor: 0.5);
        FigureText.Line(canvas, left, top - 14, title, 20, width / 2, bold: true);
        if (xLabel is not null) FigureText.Line(canvas, left + width / 2, top + height + 52, xLabel, 18, width, anchor: 0.5);
    }

    /// <summary>A line through points that have a value, broken where they have none.</summary>
    public void Curve(IEnumerable<(double X, double? Y)> points, uint colour, double lineWidth, double opacity = 1, bool dots = false)
    {
        var list = points.ToList();
        canvas.Save();
        canvas.Clip(left, top - 4, width + 6, height + 8);
        canvas.Polyline([.. list.Select(p => X(p.X))], [.. list.Select(p => p.Y is { } value ? Y(value) : double.NaN)]);
        canvas.SetColour(colour, opacity);
        canvas.SetLineWidth(lineWidth);
        canvas.Stroke();
        if (dots)
        {
            foreach (var (at, value) in list)
            {
                if (value is { } there) canvas.Circle(X(at), Y(there), 4);
            }
            canvas.Fill();
        }
        canvas.Restore();
    }

    /// <summary>Names of the lines, right-aligned over the panel.</summary>
    public void Legend(params IEnumerable<(string Name, uint Colour)> entries)
    {
        double right = left + width;
        foreach (var (name, colour) in entries.Reverse())
        {
            canvas.SelectFont();
            canvas.SetFontSize(17);
            double text = canvas.Measure(name).AdvanceX;
            FigureText.Line(canvas, right - text, top - 14, name, 17, text + 1);
            canvas.SetColour(colour);
            canvas.SetLineWidth(4);
            Segment(right - text - 34, top - 20, right - text - 8, top - 20);
            canvas.Stroke();
            right -= text + 56;
        }
    }

    double X(double value) => left + x.Scaled(value) * width;

    double Y(double value) => top + height - y.Scaled(value) * height;

    void Segment(double x1, double y1, double x2, double y2)
    {
        canvas.MoveTo(x1, y1);
        canvas.LineTo(x2, y2);
    }
}
