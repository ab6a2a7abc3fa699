using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The three simple baselines of every report, fitted in one pass over the training split.</summary>
internal static class BaselineSet
{
    /// <summary>Fits them.</summary>
    /// <param name="channels">The channels with the statistics of the training split.</param>
    /// <param name="classFrequencies">Shares of the classes in the training split.</param>
    /// <param name="training">The training split.</param>
    /// <param name="seed">From which the choice of cells for the regression follows.</param>
    /// <param name="progress">Told how far the pass is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">Stopped; nothing is saved.</exception>
    public static IReadOnlyList<IPixelBaseline> Fit(
        IReadOnlyList<ChannelStatistics> channels, IReadOnlyList<double> classFrequencies, IFieldSamples training, ulong seed,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var histograms = new ChannelHistograms(channels);
        double[] expected = [.. classFrequencies.Select(f => f * training.Count * training.Cells)];
        var cells = new CellSample(channels, expected, LogisticRegression.CellsPerClass, seed);
        var fields = new float[training.Cells * channels.Count];
        var labels = new byte[training.Cells];
        for (int i = 0; i < training.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            training.Read(i, fields, labels);
            histograms.Add(fields, labels);
            cells.Add(i, fields, labels);
            progress?.Report(new StageProgress("fit baselines", i + 1, training.Count, "samples"));
        }
        cancellation.ThrowIfCancellationRequested();
        List<IPixelBaseline> fitted = [new AllBackground()];
        // Without one decided training cell there is nothing to fit on.
        if (cells.Count > 0) fitted.AddRange([ChannelThresholds.Fit(channels, histograms), new LogisticRegression(cells)]);
        return fitted;
    }
}
