using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// DeepLabV3+ on a pre-activation ResNet-50, the 2018 system's (deeplab_model.py). The defaults are the published network, with batch norm: 43.72 M
/// parameters and 4.341 TFLOP forward at 768 x 1152 with 16 channels (decoder deconv 1.585, bilinear 1.242).
/// </summary>
public sealed record DeepLabV3PlusResNet50Config : ModelConfig
{
    /// <summary>Channels after the stem; the four stages have 4, 8, 16 and 32 times as many.</summary>
    [Description("Channels after the stem; the stages have 4, 8, 16, 32 times as many."), Range(4, 256)]
    public int Width { get; init; } = 64;

    /// <summary>Bottleneck units in each of the four stages.</summary>
    [Description("Bottleneck units in each of the four stages."), ItemCount(4), Range(1, 100)]
    public IReadOnlyList<int> Units { get; init; } = [3, 4, 6, 3];

    /// <summary>How much coarser the encoder's last map is than its input.</summary>
    [Description("How much coarser the encoder's last map is than its input."), AllowedValues(4, 8, 16, 32)]
    public int OutputStride { get; init; } = 8;

    /// <summary>Dilation rates of the three 3 x 3 branches of the pyramid.</summary>
    [Description("Dilation rates of the three 3 x 3 branches of the atrous spatial pyramid."), ItemCount(3), Range(1, 1000)]
    public IReadOnlyList<int> AtrousRates { get; init; } = [12, 24, 36];

    /// <summary>Channels of the pyramid's branches and of the decoder.</summary>
    [Description("Channels of each branch of the pyramid and of the decoder."), Range(4, 1024)]
    public int DecoderWidth { get; init; } = 256;

    /// <summary>Channels kept of the low-level features.</summary>
    [Description("Channels kept of the encoder's low-level features."), Range(1, 1024)]
    public int LowLevelWidth { get; init; } = 48;

    /// <summary>Channels of the two convolutions that carry the input to the full-resolution decoder.</summary>
    [Description("Channels of the two convolutions on the input at full resolution."), ItemCount(2), Range(1, 1024)]
    public IReadOnlyList<int> FullResolutionWidths { get; init; } = [64, 128];

    /// <summary>How it comes back to full resolution.</summary>
    [Description("Back to full resolution: 'deconv1x' (transposed convolutions, joined with the input at full resolution), 'deconv' (without the join) or 'bilinear'.")]
    public SegmentationDecoder Decoder { get; init; } = SegmentationDecoder.FullResolution;

    /// <summary>Batch norm, or a factor of one half in its place.</summary>
    [Description("'on': batch norm; 'off': a factor of one half in its place, as the record runs of 2018.")]
    public NormMode BatchNorm { get; init; } = NormMode.On;

    /// <inheritdoc/>
    public override IReadOnlyList<DilationRate> DilationRates() => [.. AtrousRates.Select((rate, i) => new DilationRate($"atrousRates[{i}]", rate, OutputStride))];
}
