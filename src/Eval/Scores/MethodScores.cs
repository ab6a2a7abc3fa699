namespace Rossby.Eval;

/// <summary>The network's or a baseline's scores on the split.</summary>
public sealed record MethodScores
{
    /// <summary>Short name, such as <c>threshold</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, with the values that were fitted.</summary>
    public required string Description { get; init; }

    /// <summary>The headline: every decided cell counts one.</summary>
    public required ScoreTable Cells { get; init; }

    /// <summary>Every decided cell counts its area on the sphere (its cos-latitude weight).</summary>
    public required ScoreTable Area { get; init; }

    /// <summary>
    /// MLPerf HPC DeepCAM's own number: the mean over samples of each sample's mean IoU, a class in neither label nor prediction counting 1
    /// (metric.py of the reference). Not comparable with the headline.
    /// </summary>
    public required double? MlPerfPerSampleMeanIou { get; init; }

    /// <summary>
    /// The 2018 system's own number: <c>tf.metrics.mean_iou</c>, one matrix over the set, the mean over classes in label or prediction.
    /// Differs from the headline only where an absent class was predicted.
    /// </summary>
    public required double? StreamingMeanIou2018 { get; init; }
}
