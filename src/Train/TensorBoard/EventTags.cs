using Rossby.Core;

namespace Rossby.Train;

/// <summary>What of a run's lines TensorBoard shows, under which tags (docs/records.md).</summary>
internal static class EventTags
{
    /// <summary>Of a step.</summary>
    public static IEnumerable<(string Tag, double? Value)> Of(StepMetrics line)
    {
        yield return ("train/loss", line.Loss);
        yield return ("train/learningRate", line.LearningRate);
        yield return ("train/samplesPerSecond", line.SamplesPerSecond);
        yield return ("train/teraflopsPerSecond", line.TeraflopsPerSecond);
        yield return ("train/lossScale", line.LossScale);
        if (line.PhaseSeconds is not { } seconds) yield break;
        yield return ("seconds/dataWait", seconds.DataWait);
        yield return ("seconds/forward", seconds.Forward);
        yield return ("seconds/backward", seconds.Backward);
        yield return ("seconds/exposedCommunication", seconds.ExposedCommunication);
        yield return ("seconds/optimizer", seconds.Optimizer);
        yield return ("seconds/checkpoint", seconds.Checkpoint);
        yield return ("seconds/other", seconds.Other);
    }

    /// <summary>Of a validation.</summary>
    public static IEnumerable<(string Tag, double? Value)> Of(ValidationMetrics line) =>
    [
        ("validation/loss", line.Loss),
        ("validation/meanIou", line.MeanIou),
        .. line.Iou.Select((iou, c) => ($"validation/iou/{SegmentationClass.Names[c].Replace(' ', '_')}", iou)),
    ];
}
