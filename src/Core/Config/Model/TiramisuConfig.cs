using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// The Tiramisu (Jegou et al. 2017) of the 2018 system (tiramisu_model.py). The defaults are the configuration of its record runs: 7.80 M parameters and
/// 1.396 TFLOP forward at 768 x 1152 with 16 channels. The program's own defaults were layers 3 3 4 4 7 7, growth 16, kernel 3.
/// </summary>
public sealed record TiramisuConfig : ModelConfig
{
    /// <summary>Layers of each dense block on the way down; the last is the bottleneck's, the others are met again on the way up.</summary>
    [Description("Layers of each dense block on the way down; the last number is the bottleneck's."), ItemCount(2, 7), Range(1, 100)]
    public IReadOnlyList<int> Layers { get; init; } = [2, 2, 2, 4, 5];

    /// <summary>Channels that each layer adds.</summary>
    [Description("Channels that each layer adds."), Range(1, 256)]
    public int Growth { get; init; } = 32;

    /// <summary>Channels after the first convolution.</summary>
    [Description("Channels after the first convolution."), Range(1, 1024)]
    public int Width { get; init; } = 64;

    /// <summary>Side of the layers' kernels.</summary>
    [Description("Side of the layers' kernels."), AllowedValues(3, 5, 7)]
    public int Kernel { get; init; } = 5;

    /// <summary>Share of values that training drops behind each layer, the logits among them.</summary>
    [Description("Share of values that training drops behind each layer, the logits among them."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.2;

    /// <summary>Whether batch norms stand behind the layers.</summary>
    [Description("Batch norms behind the layers: 'off' as the runs of 2018, or 'on'.")]
    public NormMode BatchNorm { get; init; } = NormMode.Off;

    /// <inheritdoc/>
    public override bool HasDropout() => Dropout > 0;
}
