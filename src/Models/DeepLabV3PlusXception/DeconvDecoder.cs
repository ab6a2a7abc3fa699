using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// DeepCAM's decoder: the pyramid's map doubled twice, refined with the low-level features (stride 4), doubled to stride 2, and doubled into the
/// logits by a transposed convolution without bias.
/// </summary>
internal sealed class DeconvDecoder(ParameterPath p, DeepLabV3PlusXceptionConfig config, int classes, Padding padding)
{
    static readonly KaimingUniform pyTorchDefault = new(Math.Sqrt(5));

    readonly DoublingConv up1 = new(p / "deconv1", 0, config.DecoderWidth, padding);
    readonly DoublingConv up2 = new(p / "deconv1", 3, config.DecoderWidth, padding);
    readonly Conv2d conv1 = new(
        p / "conv1" / 0, config.DecoderWidth + config.LowLevelWidth, config.DecoderWidth, kernel: 3, bias: false, padding: padding, initial: pyTorchDefault);
    readonly BatchNorm2d bn1 = new(p / "conv1" / 1 / "bn", config.DecoderWidth, relu: true);
    readonly Conv2d conv2 = new(p / "conv1" / 3, config.DecoderWidth, config.DecoderWidth, kernel: 3, bias: false, padding: padding, initial: pyTorchDefault);
    readonly BatchNorm2d bn2 = new(p / "conv1" / 4 / "bn", config.DecoderWidth, relu: true);
    readonly Conv2d conv3 = new(
        p / "conv1" / 6, config.DecoderWidth, config.DecoderWidth, kernel: 1, padding: padding, initial: pyTorchDefault,
        biasInitial: new UniformWithin(1 / Math.Sqrt(config.DecoderWidth)));
    readonly DoublingConv up3 = new(p / "deconv2", 0, config.DecoderWidth, padding);
    readonly ConvTranspose2d last = new(p / "last_deconv" / 0, config.DecoderWidth, classes, kernel: 3, stride: 2, bias: false, padding, pyTorchDefault);

    /// <summary>The logits [B, classes, H, W].</summary>
    /// <param name="pyramid">[B, DecoderWidth, H / 16, W / 16].</param>
    /// <param name="lowLevel">[B, LowLevelWidth, H / 4, W / 4].</param>
    public Tensor Call(Tensor pyramid, Tensor lowLevel)
    {
        using var scope = TensorScope.Begin();
        var x = Tensor.Cat(1, pyramid.Apply(up1).Apply(up2), lowLevel);
        x = x.Recomputed(p.Store, x => x.Apply(conv1, bn1).Apply(conv2, bn2).Apply(conv3));
        return scope.Return(x.Recomputed(p.Store, x => x.Apply(up3).Apply(last)));
    }
}
