using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// DeepLabV3+ on an Xception as MLPerf HPC DeepCAM has it (README.md in this folder): normalised [B, C, H, W] to logits [B, classes, H, W], H and W
/// multiples of 16. Names and order of its parameters are the published checkpoint's.
/// </summary>
internal sealed class DeepLabV3PlusXception : Module
{
    readonly XceptionEncoder encoder;
    readonly XceptionPyramid pyramid;
    readonly Conv2d conv2;
    readonly BatchNorm2d bn2;
    readonly DeconvDecoder decoder;

    public DeepLabV3PlusXception(ParameterPath p, DeepLabV3PlusXceptionConfig config, int inChannels, int classes, Padding padding)
    {
        encoder = new(p / "xception_features", config, inChannels, padding);
        pyramid = new(p / "bottleneck", config, encoder.OutChannels, padding);
        conv2 = new(p / "conv2", encoder.LowLevelChannels, config.LowLevelWidth, kernel: 1, bias: false, initial: new KaimingUniform(Math.Sqrt(5)));
        bn2 = new(p / "bn2" / "bn", config.LowLevelWidth, relu: true);
        decoder = new(p / "upsample", config, classes, padding);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var (deep, lowLevel) = encoder.Call(x);
        return decoder.Call(deep.Apply(pyramid), lowLevel.Apply(conv2, bn2));
    }
}
