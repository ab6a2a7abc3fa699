using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Collects one method's predictions over a split, in cells and in km2. Cells labelled 255 never enter.</summary>
internal sealed class MethodScorer(LatLonGrid grid)
{
    readonly ConfusionMatrix sample = new(SegmentationClass.Count);
    double perSampleSum;
    int samples;

    /// <summary>Decided cells by label and prediction.</summary>
    public ConfusionMatrix Cells { get; } = new(SegmentationClass.Count);

    /// <summary>Decided area in km2 by label and prediction.</summary>
    public ConfusionMatrix AreaKm2 { get; } = new(SegmentationClass.Count);

    /// <summary>Adds one sample.</summary>
    /// <param name="labels">[H, W]: 0, 1, 2 or 255.</param>
    /// <param name="predictions">[H, W]: 0, 1 or 2 wherever the label is decided.</param>
    public void Add(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predictions)
    {
        Span<double> tally = stackalloc double[MethodTally.Length];
        MethodTally.Count(grid, labels, predictions, tally);
        Add(tally);
    }

    /// <summary>Adds one sample as it was counted.</summary>
    public void Add(Span<double> tally)
    {
        MethodTally.Cells(tally).CopyTo(sample.Weights);
        Cells.Add(sample);
        var area = MethodTally.AreaKm2(tally);
        for (int i = 0; i < area.Length; i++) AreaKm2.Weights[i] += area[i];
        // A sample without one decided cell says nothing.
        if (sample.Total == 0) return;
        perSampleSum += Enumerable.Range(0, sample.Classes).Average(c => double.IsNaN(sample.IntersectionOverUnion(c)) ? 1 : sample.IntersectionOverUnion(c));
        samples++;
    }

    /// <summary>The scores of all that was added.</summary>
    public MethodScores Scores(string name, string description) => new()
    {
        Name = name,
        Description = description,
        Cells = ScoreTable.Of(Cells),
        Area = ScoreTable.Of(AreaKm2),
        MlPerfPerSampleMeanIou = samples > 0 ? perSampleSum / samples : null,
        StreamingMeanIou2018 = StreamingMean(),
    };

    double? StreamingMean()
    {
        double[] defined = [.. Enumerable.Range(0, Cells.Classes).Select(Cells.IntersectionOverUnion).Where(double.IsFinite)];
        return defined.Length > 0 ? defined.Average() : null;
    }
}
