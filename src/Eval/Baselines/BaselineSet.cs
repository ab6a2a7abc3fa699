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
    /// <param name="communicator">The ranks, each of which looks at a part of the split and fits on what all have seen.</param>
    /// <param name="progress">Told how far the pass is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">Stopped; nothing is saved.</exception>
    public static IReadOnlyList<IPixelBaseline> Fit(
        IReadOnlyList<ChannelStatistics> channels, IReadOnlyList<double> classFrequencies, IFieldSamples training, ulong seed, ICommunicator communicator,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var histograms = new ChannelHistograms(channels);
        double[] expected = [.. classFrequencies.Select(f => f * training.Count * training.Cells)];
        var cells = new CellSample(channels, expected, LogisticRegression.CellsPerClass, seed);
        var fields = new float[training.Cells * channels.Count];
        var labels = new byte[training.Cells];
        int first = Mine(communicator.Rank), end = Mine(communicator.Rank + 1);
        for (int i = first; i < end; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            training.Read(i, fields, labels);
            histograms.Add(fields, labels);
            cells.Add(i, fields, labels);
            progress?.Report(new StageProgress("fit baselines", i + 1 - first, end - first, "samples"));
        }
        cancellation.ThrowIfCancellationRequested();
        if (communicator.Size > 1)
        {
            histograms.Join(communicator);
            cells.Join(communicator);
        }
        List<IPixelBaseline> fitted = [new AllBackground()];
        // Without one decided training cell there is nothing to fit on.
        if (cells.Count > 0) fitted.AddRange([ChannelThresholds.Fit(channels, histograms), new LogisticRegression(cells)]);
        return fitted;

        int Mine(int rank) => (int)((long)training.Count * rank / communicator.Size);
    }
}
