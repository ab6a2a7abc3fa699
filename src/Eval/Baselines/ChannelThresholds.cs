using System.Globalization;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The best single-channel threshold of each storm class; where both hold, tropical cyclone over atmospheric river as in the labels.</summary>
internal sealed class ChannelThresholds(IReadOnlyList<ChannelStatistics> channels, ThresholdRule? cyclone, ThresholdRule? river) : IPixelBaseline
{
    /// <summary>Fits both rules on the training split.</summary>
    public static ChannelThresholds Fit(IReadOnlyList<ChannelStatistics> channels, ChannelHistograms histograms) =>
        new(channels, histograms.Best(SegmentationClass.TropicalCyclone), histograms.Best(SegmentationClass.AtmosphericRiver));

    /// <inheritdoc/>
    public string Name => "best threshold";

    /// <inheritdoc/>
    public string Description => "Best single channel and threshold of each class on the training split: "
        + $"{Words(SegmentationClass.TropicalCyclone, cyclone)}; {Words(SegmentationClass.AtmosphericRiver, river)}.";

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> fields, Span<byte> classes)
    {
        int width = channels.Count;
        for (int cell = 0; cell < classes.Length; cell++)
        {
            var values = fields.Slice(cell * width, width);
            classes[cell] = cyclone is not null && cyclone.Holds(values[cyclone.Channel]) ? SegmentationClass.TropicalCyclone
                : river is not null && river.Holds(values[river.Channel]) ? SegmentationClass.AtmosphericRiver
                : SegmentationClass.Background;
        }
    }

    string Words(int classIndex, ThresholdRule? rule)
    {
        string name = SegmentationClass.Names[classIndex];
        if (rule is null) return $"{name} absent from training, never predicted";
        var channel = channels[rule.Channel];
        return string.Create(CultureInfo.InvariantCulture,
            $"{name} where {channel.Name} {(rule.IsAbove ? ">=" : "<")} {rule.Threshold:G4} {channel.Units} (IoU {rule.TrainingIou:0.000} in training)");
    }
}
