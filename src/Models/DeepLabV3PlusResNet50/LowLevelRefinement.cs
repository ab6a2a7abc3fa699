using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// What every decoder starts with: the pyramid's map brought to the low-level features' size, joined with them, and refined by two 3 x 3 convolutions.
/// </summary>
internal sealed class LowLevelRefinement(ParameterPath p, DeepLabV3PlusResNet50Config config, Padding padding)
{
    readonly ConvBnRelu lowLevel = new(p / "low_level", config.Width, config.LowLevelWidth, kernel: 1, config.BatchNorm, padding);
    readonly Module[] up = Up(p / "up_low", config, padding);
    readonly ConvBnRelu[] refine =
    [
        new(p / "refine" / 0, config.DecoderWidth + config.LowLevelWidth, config.DecoderWidth, kernel: 3, config.BatchNorm, padding),
        new(p / "refine" / 1, config.DecoderWidth, config.DecoderWidth, kernel: 3, config.BatchNorm, padding),
    ];

    /// <summary>[B, DecoderWidth, H / 4, W / 4].</summary>
    /// <param name="pyramid">[B, DecoderWidth, H / OutputStride, W / OutputStride].</param>
    /// <param name="features">Low-level features [B, Width, H / 4, W / 4].</param>
    public Tensor Call(Tensor pyramid, Tensor features)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(Tensor.Cat(1, pyramid.Through(up), features.Apply(lowLevel)).Through(refine));
    }

    static Module[] Up(ParameterPath p, DeepLabV3PlusResNet50Config config, Padding padding)
    {
        int factor = config.OutputStride / ResNetV2Geometry.StemStride;
        return (config.Decoder, factor) switch
        {
            (_, 1) => [],
            (SegmentationDecoder.Bilinear, _) => [new BilinearUpsample(factor, padding)],
            _ => Doubling.Chain(p, factor, config.DecoderWidth, padding),
        };
    }
}
