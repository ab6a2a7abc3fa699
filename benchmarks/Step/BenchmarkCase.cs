using Rossby.Core;
using Rossby.Models;

namespace Rossby.Benchmarks.Step;

/// <summary>What is timed: network, precision, size.</summary>
/// <param name="Architecture">As in the config.</param>
/// <param name="Narrow">bf16, else fp32.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Padding">Null for the published network's.</param>
internal sealed record BenchmarkCase(string Architecture, bool Narrow, int Height, int Width, int Batch, PaddingMode? Padding)
{
    static readonly double[] deepCamFrequencies = [0.986267818390377, 0.0004578708870701058, 0.01327431072255291];

    /// <summary>The published network, or a narrow one: of DeepCAM's kind, or that of <c>pipeline.json</c>.</summary>
    public ModelConfig Config => Architecture switch
    {
        "deeplabv3plus-xception" => new DeepLabV3PlusXceptionConfig { Padding = Padding ?? PaddingMode.Zero },
        "narrow-xception" => new DeepLabV3PlusXceptionConfig { Padding = Padding ?? PaddingMode.Zero, Width = 8, MiddleBlocks = 2, DecoderWidth = 32, LowLevelWidth = 8 },
        "deeplabv3plus-resnet50" => new DeepLabV3PlusResNet50Config { Padding = Padding ?? PaddingMode.Zero },
        "quick-start" => new DeepLabV3PlusResNet50Config
        {
            Width = 8, Units = [1, 1, 1, 1], OutputStride = 4, AtrousRates = [2, 4, 6], DecoderWidth = 32, LowLevelWidth = 16, FullResolutionWidths = [16, 16],
        },
        "cgnet" => new CgNetConfig { Padding = Padding ?? PaddingMode.Torus },
        "tiramisu" => new TiramisuConfig { Padding = Padding ?? PaddingMode.Zero },
        "unet" => new UNetConfig { Padding = Padding ?? PaddingMode.Zero },
        _ => throw new UsageException($"no network is named '{Architecture}'"),
    };

    /// <summary>ClimateNet's 4, else DeepCAM's 16, normalised already.</summary>
    public ChannelStatistics[] Channels =>
    [
        .. Enumerable.Range(0, Architecture == "cgnet" ? 4 : 16).Select(c => new ChannelStatistics
        {
            Name = $"{c}", LongName = "", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -2, Maximum = 2, MissingShare = 0,
        }),
    ];

    /// <summary>Uniform numbers of variance 1 [B, H, W, C].</summary>
    public float[] Input
    {
        get
        {
            var random = new Random(1);
            return [.. Enumerable.Range(0, Batch * Height * Width * Channels.Length).Select(_ => (2 * random.NextSingle() - 1) * MathF.Sqrt(3))];
        }
    }

    /// <summary>Classes [B, H, W].</summary>
    public byte[] Labels
    {
        get
        {
            var random = new Random(2);
            return [.. Enumerable.Range(0, Batch * Height * Width).Select(_ => (byte)random.Next(SegmentationClass.Count))];
        }
    }

    /// <summary>DeepCAM's.</summary>
    public Loss Loss() => new WeightedCrossEntropy(ClassWeights.FromFrequencies(deepCamFrequencies));
}
