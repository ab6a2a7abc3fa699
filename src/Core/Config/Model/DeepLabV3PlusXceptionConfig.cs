using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// DeepLabV3+ on an Xception with transposed convolutions to full resolution, as MLPerf HPC DeepCAM has it (deeplab_xception.py). The defaults are the
/// published network: 56,454,720 parameters and 655.3 GFLOP forward at 768 x 1152 with 16 channels.
/// </summary>
public sealed record DeepLabV3PlusXceptionConfig : ModelConfig
{
    /// <summary>How much coarser the encoder's last map is than its input.</summary>
    public const int OutputStride = 16;

    /// <summary>Channels after the first convolution; all of the encoder's others are in proportion.</summary>
    [Description("Channels after the first convolution; the encoder's others are in proportion."), AllowedValues(4, 8, 16, 32, 64)]
    public int Width { get; init; } = 32;

    /// <summary>Blocks of the encoder's middle flow.</summary>
    [Description("Blocks of the encoder's middle flow."), Range(1, 100)]
    public int MiddleBlocks { get; init; } = 16;

    /// <summary>Dilation rates of the three 3 x 3 branches of the pyramid.</summary>
    [Description("Dilation rates of the three 3 x 3 branches of the atrous spatial pyramid."), ItemCount(3), Range(1, 1000)]
    public IReadOnlyList<int> AtrousRates { get; init; } = [6, 12, 18];

    /// <summary>Channels of the pyramid's branches and of the decoder.</summary>
    [Description("Channels of each branch of the pyramid and of the decoder."), Range(4, 1024)]
    public int DecoderWidth { get; init; } = 256;

    /// <summary>Channels kept of the low-level features.</summary>
    [Description("Channels kept of the encoder's low-level features."), Range(1, 1024)]
    public int LowLevelWidth { get; init; } = 48;

    /// <inheritdoc/>
    public override IReadOnlyList<DilationRate> DilationRates() => [.. AtrousRates.Select((rate, i) => new DilationRate($"atrousRates[{i}]", rate, OutputStride))];
}
