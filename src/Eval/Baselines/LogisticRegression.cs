using System.Globalization;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// Multinomial logistic regression of each cell on all its channels. To be a fair opponent it is fitted with three class weightings and the storm
/// classes' constants are then moved; what has the highest mean IoU on the training cells is kept.
/// </summary>
internal sealed class LogisticRegression : IPixelBaseline
{
    /// <summary>Cells of each class that the fit sees, about.</summary>
    public const int CellsPerClass = 70_000;

    // Weight n_c^-e of a class with n_c cells: none, square root, balanced.
    static readonly double[] WeightExponents = [0, 0.5, 1];

    readonly CellSample sample;
    readonly double[] coefficients = [];
    readonly bool[] present;
    readonly double exponent;
    readonly double trainingMeanIou = -1;

    /// <summary>Fits on drawn training cells.</summary>
    public LogisticRegression(CellSample sample)
    {
        this.sample = sample;
        var cells = new double[SegmentationClass.Count];
        foreach (byte label in sample.Labels) cells[label] += sample.Weight(label);
        present = [.. cells.Select(n => n > 0)];
        double[]? start = null;
        foreach (double candidate in WeightExponents)
        {
            double[] weights = [.. cells.Select((n, c) => n > 0 ? sample.Weight(c) * Math.Pow(n / cells.Max(), -candidate) : 0)];
            var fit = new SoftmaxFit(sample, weights, start);
            start = fit.Coefficients;
            double meanIou = Move(fit.Coefficients, out double[] moved);
            if (meanIou > trainingMeanIou) (trainingMeanIou, coefficients, exponent) = (meanIou, moved, candidate);
        }
    }

    /// <inheritdoc/>
    public string Name => "logistic regression";

    /// <inheritdoc/>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"Multinomial logistic regression on all {sample.Channels} channels of the cell, fitted on {sample.Count} training cells, "
        + $"{(exponent == 0 ? "no class weights" : $"class weights n^-{exponent}")}, constants moved for IoU (mean IoU {trainingMeanIou:0.000} in training).");

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> fields, Span<byte> classes)
    {
        Span<float> x = stackalloc float[sample.Channels];
        for (int cell = 0; cell < classes.Length; cell++)
        {
            var values = fields.Slice(cell * x.Length, x.Length);
            for (int c = 0; c < x.Length; c++) x[c] = sample.Normalise(values[c], c);
            classes[cell] = Decide(Logit(coefficients, 0, x), Logit(coefficients, 1, x));
        }
    }

    byte Decide(double cyclone, double river)
    {
        if (!present[SegmentationClass.TropicalCyclone]) cyclone = double.NegativeInfinity;
        if (!present[SegmentationClass.AtmosphericRiver]) river = double.NegativeInfinity;
        double background = present[SegmentationClass.Background] ? 0 : double.MinValue;
        return cyclone > background && cyclone >= river ? SegmentationClass.TropicalCyclone
            : river > background ? SegmentationClass.AtmosphericRiver
            : SegmentationClass.Background;
    }

    static double Logit(double[] coefficients, int storm, ReadOnlySpan<float> x)
    {
        int first = storm * (x.Length + 1);
        double z = coefficients[first + x.Length];
        for (int i = 0; i < x.Length; i++) z += coefficients[first + i] * x[i];
        return z;
    }

    // Moves the two constants over a grid, one at a time, twice; wider than the priors' own log odds.
    double Move(double[] fitted, out double[] moved)
    {
        var logits = new double[2 * sample.Count];
        for (int cell = 0; cell < sample.Count; cell++)
        {
            var x = sample.Features.Slice(cell * sample.Channels, sample.Channels);
            (logits[2 * cell], logits[2 * cell + 1]) = (Logit(fitted, 0, x), Logit(fitted, 1, x));
        }
        double[] offsets = [0, 0];
        double best = MeanIou(logits, offsets);
        for (int round = 0; round < 2; round++)
        {
            for (int storm = 0; storm < 2; storm++)
            {
                if (!present[storm + 1]) continue;
                double start = offsets[storm];
                for (int step = -24; step <= 24; step++)
                {
                    double[] trial = [.. offsets];
                    trial[storm] = start + 0.25 * step;
                    double meanIou = MeanIou(logits, trial);
                    if (meanIou > best) (best, offsets) = (meanIou, trial);
                }
            }
        }
        moved = [.. fitted];
        moved[sample.Channels] += offsets[0];
        moved[^1] += offsets[1];
        return best;
    }

    double MeanIou(double[] logits, double[] offsets)
    {
        var matrix = new ConfusionMatrix(SegmentationClass.Count);
        var labels = sample.Labels;
        for (int cell = 0; cell < labels.Length; cell++)
            matrix.Add(labels[cell], Decide(logits[2 * cell] + offsets[0], logits[2 * cell + 1] + offsets[1]), sample.Weight(labels[cell]));
        return matrix.MeanIntersectionOverUnion();
    }
}
