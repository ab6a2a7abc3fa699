using System.Text.Json.Serialization;

namespace Rossby.Train;

/// <summary>A line of <c>metrics.jsonl</c>: one pass over the validation split.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Loss">Mean loss over the decided cells of the split; null when there is none.</param>
/// <param name="MeanIou">Unweighted mean over the classes present in the labels; null when none is.</param>
/// <param name="Iou">IoU by class; null for a class that no label has.</param>
public sealed record ValidationMetrics(long Step, int Epoch, double? Loss, double? MeanIou, IReadOnlyList<double?> Iou) : MetricLine
{
    /// <summary>MLPerf's own number: the mean over samples of each one's mean IoU, a class in neither label nor prediction counting 1; null when no cell is decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PerSampleMeanIou { get; init; }

    /// <summary>How long it took.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PassSeconds { get; init; }
}
