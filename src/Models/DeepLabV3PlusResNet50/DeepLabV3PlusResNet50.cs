using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// DeepLabV3+ (Chen et al. 2018) on a pre-activation ResNet-50 with the decoders of the 2018 system (README.md in this folder):
/// normalised [B, C, H, W] to logits [B, classes, H, W], H and W multiples of the output stride.
/// </summary>
internal sealed class DeepLabV3PlusResNet50 : Module
{
    readonly ResNetV2Encoder encoder;
    readonly AtrousSpatialPyramid aspp;
    readonly IResNetDecoder decoder;

    public DeepLabV3PlusResNet50(ParameterPath p, DeepLabV3PlusResNet50Config config, int inChannels, int classes, Padding padding)
    {
        encoder = new(p / "encoder", config, inChannels, padding);
        aspp = new(p / "aspp", config, encoder.OutChannels, padding);
        decoder = config.Decoder switch
        {
            SegmentationDecoder.FullResolution => new FullResolutionDecoder(p / "decoder", config, inChannels, classes, padding),
            SegmentationDecoder.Transposed => new TransposedDecoder(p / "decoder", config, classes, padding),
            SegmentationDecoder.Bilinear => new BilinearDecoder(p / "decoder", config, classes, padding),
            _ => throw new ConfigException([$"$.model.decoder: no decoder is made from {config.Decoder}."]),
        };
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var (deep, lowLevel) = encoder.Call(x);
        return decoder.Call(deep.Apply(aspp), lowLevel, x);
    }
}
