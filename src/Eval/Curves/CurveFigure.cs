using Rossby.Cairo;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The training curve: loss above, IoU of the validation split below, over steps.</summary>
/// <param name="History">What <c>metrics.jsonl</c> holds.</param>
/// <param name="Title">The run.</param>
public sealed record CurveFigure(MetricHistory History, string Title)
{
    const int Width = 1400, Height = 880;
    const double Left = 96, PanelWidth = Width - Left - 40, PanelHeight = 280, LossTop = 120, IouTop = 500;
    const uint TrainingColour = 0x3B6FA0, ValidationColour = 0xC2410C, MeanColour = 0x1A1A1A;
    const uint BackgroundColour = 0x8A8F98, CycloneColour = 0xD3105A, RiverColour = 0xE08600;

    /// <summary>The picture as a PNG file's bytes.</summary>
    /// <exception cref="LibraryMissingException">No libcairo loads.</exception>
    public byte[] ToPng()
    {
        using var surface = new CairoSurface(Width, Height);
        using var canvas = new CairoContext(surface);
        canvas.SetColour(0xFFFFFF);
        canvas.Paint();
        FigureText.Line(canvas, Left, 44, Title, 27, PanelWidth, bold: true);
        long last = History.Steps.Select(s => s.Step).Concat(History.Validations.Select(v => v.Step)).DefaultIfEmpty(1).Max();
        var steps = new ValueRange(0, last);
        var loss = new PlotFrame(canvas, Left, LossTop, PanelWidth, PanelHeight, steps, LossRange());
        loss.Axes("loss", null);
        loss.Curve(History.Steps.Select(s => ((double)s.Step, s.Loss)), TrainingColour, 1, 0.35);
        loss.Curve(Smoothed(), TrainingColour, 3);
        loss.Curve(History.Validations.Select(v => ((double)v.Step, v.Loss)), ValidationColour, 2.5, dots: true);
        loss.Legend(("training (thin: each step)", TrainingColour), ("validation", ValidationColour));
        var iou = new PlotFrame(canvas, Left, IouTop, PanelWidth, PanelHeight, steps, new ValueRange(0, 1));
        iou.Axes("IoU, validation", "training step");
        uint[] colours = [BackgroundColour, CycloneColour, RiverColour];
        for (int c = 0; c < SegmentationClass.Count; c++)
        {
            int classIndex = c;
            iou.Curve(History.Validations.Select(v => ((double)v.Step, classIndex < v.Iou.Count ? v.Iou[classIndex] : null)), colours[c], 2, dots: true);
        }
        iou.Curve(History.Validations.Select(v => ((double)v.Step, v.MeanIou)), MeanColour, 3.5, dots: true);
        iou.Legend([("mean", MeanColour), .. SegmentationClass.Names.Select((name, c) => (name, colours[c]))]);
        return surface.ToPng();
    }

    /// <summary>Writes the picture: beside, synced, renamed.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public void Save(string path)
    {
        byte[] png = ToPng();
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    // From 0 to just above all but the first steps' outliers.
    ValueRange LossRange()
    {
        var losses = History.Steps.Select(s => s.Loss).Concat(History.Validations.Select(v => v.Loss)).OfType<double>().Order().ToList();
        double high = losses.Count > 0 ? losses[(int)(0.99 * (losses.Count - 1))] : 1;
        return new ValueRange(0, high > 0 ? high * 1.08 : 1);
    }

    // A running mean over one part in forty of the run.
    IEnumerable<(double, double?)> Smoothed()
    {
        var points = History.Steps.Where(s => s.Loss is not null).ToList();
        int half = Math.Max(1, points.Count / 80);
        for (int i = 0; i < points.Count; i++)
        {
            int first = Math.Max(0, i - half), end = Math.Min(points.Count, i + half + 1);
            yield return (points[i].Step, points[first..end].Average(p => p.Loss));
        }
    }
}
