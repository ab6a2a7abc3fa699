using Rossby.Core;

namespace Rossby.Train;

/// <summary>What a pass over the validation split gave.</summary>
/// <param name="Loss">Mean weighted cross-entropy over the decided cells; null when there is none.</param>
/// <param name="Matrix">Cells by label and prediction.</param>
/// <param name="PerSampleMeanIou">The mean over samples of each one's mean IoU, as MLPerf's DeepCAM has it; null when no cell is decided.</param>
public sealed record ValidationResult(double? Loss, ConfusionMatrix Matrix, double? PerSampleMeanIou)
{
    /// <summary>The unweighted mean IoU over the classes present in the labels; null when no cell is decided.</summary>
    public double? MeanIou => double.IsNaN(Matrix.MeanIntersectionOverUnion()) ? null : Matrix.MeanIntersectionOverUnion();

    /// <summary>IoU by class; null for a class that no label has.</summary>
    public IReadOnlyList<double?> Iou =>
        [.. Enumerable.Range(0, Matrix.Classes).Select(c => Matrix.IsPresent(c) ? Matrix.IntersectionOverUnion(c) : (double?)null)];
}
