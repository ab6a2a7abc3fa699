using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The scores that follow from one confusion matrix, in cells or in km2.</summary>
public sealed record ScoreTable
{
    /// <summary>One score a class, in class order.</summary>
    public required IReadOnlyList<ClassScore> Classes { get; init; }

    /// <summary>Unweighted mean IoU over the classes present in the labels; null when none is.</summary>
    public required double? MeanIou { get; init; }

    /// <summary>How many classes that mean is over.</summary>
    public required int ClassesPresent { get; init; }

    /// <summary>The matrix: row = label, column = prediction.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Confusion { get; init; }

    /// <summary>The scores of a matrix (SCIENCE, Scores).</summary>
    public static ScoreTable Of(ConfusionMatrix matrix)
    {
        var classes = Enumerable.Range(0, matrix.Classes).Select(c => new ClassScore(
            SegmentationClass.Names[c],
            matrix.IsPresent(c),
            matrix.IsPresent(c) ? Defined(matrix.IntersectionOverUnion(c)) : null,
            Defined(matrix.Precision(c)),
            Defined(matrix.Recall(c)))).ToArray();
        return new ScoreTable
        {
            Classes = classes,
            MeanIou = Defined(matrix.MeanIntersectionOverUnion()),
            ClassesPresent = classes.Count(c => c.IsPresent),
            Confusion = [.. Enumerable.Range(0, matrix.Classes).Select(row => matrix.Weights.Slice(row * matrix.Classes, matrix.Classes).ToArray())],
        };
    }

    // 0/0 has no value; JSON has no NaN.
    static double? Defined(double value) => double.IsFinite(value) ? value : null;
}
