namespace Rossby.Core;

/// <summary>Counts, or areas in km2, of cells by label (row) and prediction (column). Ignored cells never enter.</summary>
public sealed class ConfusionMatrix(int classes)
{
    readonly double[] weights = new double[classes * classes];

    /// <summary>How many classes there are.</summary>
    public int Classes { get; } = classes;

    /// <summary>The matrix, row-major: [label x classes + prediction].</summary>
    public Span<double> Weights => weights;

    /// <summary>Adds <paramref name="weight"/> cells (1, or an area) of that label and prediction.</summary>
    public void Add(int label, int prediction, double weight = 1) => weights[label * Classes + prediction] += weight;

    /// <summary>Adds another matrix.</summary>
    public void Add(ConfusionMatrix other)
    {
        for (int i = 0; i < weights.Length; i++) weights[i] += other.weights[i];
    }

    /// <summary>The weight of one label and prediction.</summary>
    public double this[int label, int prediction] => weights[label * Classes + prediction];

    /// <summary>All cells.</summary>
    public double Total => weights.Sum();

    /// <summary>Cells whose label is that class.</summary>
    public double Labelled(int classIndex) => Enumerable.Range(0, Classes).Sum(j => this[classIndex, j]);

    /// <summary>Cells whose prediction is that class.</summary>
    public double Predicted(int classIndex) => Enumerable.Range(0, Classes).Sum(i => this[i, classIndex]);

    /// <summary>True positives over the union; NaN when the class is in neither label nor prediction.</summary>
    public double IntersectionOverUnion(int classIndex)
    {
        double hit = this[classIndex, classIndex];
        return hit / (Labelled(classIndex) + Predicted(classIndex) - hit);
    }

    /// <summary>The share of predicted cells that are right; NaN when nothing was predicted.</summary>
    public double Precision(int classIndex) => this[classIndex, classIndex] / Predicted(classIndex);

    /// <summary>The share of labelled cells that were found; NaN when the class is absent.</summary>
    public double Recall(int classIndex) => this[classIndex, classIndex] / Labelled(classIndex);

    /// <summary>Whether any cell carries that label: an absent class is reported absent, not scored.</summary>
    public bool IsPresent(int classIndex) => Labelled(classIndex) > 0;

    /// <summary>The unweighted mean IoU over the classes present in the labels (SCIENCE, Scores); NaN when none is.</summary>
    public double MeanIntersectionOverUnion()
    {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < Classes; c++)
        {
            if (!IsPresent(c)) continue;
            sum += IntersectionOverUnion(c);
            present++;
        }
        return sum / present;
    }

    /// <summary>
    /// MLPerf HPC's mean IoU of one sample (metric.py:26-61): over all classes, one that neither label nor prediction has counting 1, computed in single
    /// precision as there, so that its figures are met to the last digit. Its score is the mean over samples; not comparable with
    /// <see cref="MeanIntersectionOverUnion"/> of a set.
    /// </summary>
    public float MlperfIntersectionOverUnion()
    {
        float sum = 0;
        for (int c = 0; c < Classes; c++)
        {
            double hit = this[c, c], union = Labelled(c) + Predicted(c) - hit;
            sum += union > 0 ? (float)hit / (float)union : 1;
        }
        return sum * (1f / Classes);
    }
}
