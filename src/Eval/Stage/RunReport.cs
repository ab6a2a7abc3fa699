using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>Writes what people look at: figures, the report, and last the scores.</summary>
internal sealed class RunReport(StagedSet set, SampleReader reader, RunContext context, int channel)
{
    /// <summary>Draws and writes.</summary>
    public void Write(Scores scores, IReadOnlyList<MapSample> samples, CancellationToken cancellation)
    {
        var run = context.Run;
        byte[]? curve = null;
        if (File.Exists(run.Metrics))
        {
            curve = new CurveFigure(MetricHistory.Read(run.Metrics), $"Training · run {run.Name}").ToPng();
            Save("training.png", curve);
        }
        var maps = new List<ReportFigure>();
        var coastline = CoastlineFinder.Find(out string coastlineMissing);
        if (coastline is null && samples.Count > 0) context.Logger.LogWarning("eval: {Reason}", coastlineMissing);
        var drawing = new RunMaps(set, reader, run.Name, channel, coastline, coastlineMissing);
        var range = ValueRange.Of(samples.SelectMany(s => s.Field).ToArray());
        foreach (var sample in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] png = drawing.Figure(sample, range).ToPng();
            string name = drawing.FileName(sample);
            Save(name, png);
            maps.Add(new ReportFigure(png, drawing.Caption(sample)));
            context.Progress?.Report(new StageProgress("draw maps", maps.Count, samples.Count, "maps"));
        }
        var page = new ReportPage
        {
            Scores = scores,
            Manifest = set.Manifest,
            LabelExplanation = LabelWords.Explanation(set.Manifest),
            Curve = curve,
            Maps = maps,
            ConfigJson = TextOf(run.Config),
            ProvenanceJson = TextOf(run.Provenance),
        };
        AtomicFile.WriteText(run.Report, page.ToHtml());
        ScoresFile.Write(run.Scores, scores);
        context.Logger.LogInformation("eval: report {Report}", run.Report);

        void Save(string name, byte[] png) => AtomicFile.Write(Path.Combine(run.Figures, name), stream => stream.Write(png));
    }

    static string? TextOf(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
