using System.Numerics;
using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The decoder <c>deconv1x</c> of the 2018 system: the pyramid's map is doubled until it meets the low-level features (stride 4), refined with them,
/// doubled twice to full resolution, and joined there with two convolutions of the input itself. Doublings, the full-resolution convolutions and the
/// logits have a bias and neither norm nor activation, as published.
/// </summary>
internal sealed class FullResolutionDecoder(ParameterPath p, DeepLabV3PlusResNet50Config config, int inChannels, int classes, Padding padding)
{
    // tf.layers' own, where TF-slim's convolutions have He's truncated normal.
    static readonly KaimingUniform heUniform = new();

    readonly ConvBnRelu lowLevel = new(p / "low_level", config.Width, config.LowLevelWidth, kernel: 1, padding);
    readonly Doubling[] upLow =
    [
        .. Enumerable.Range(0, BitOperations.Log2((uint)(config.OutputStride / ResNetV2Geometry.StemStride)))
            .Select(i => new Doubling(p / "up_low" / i, config.DecoderWidth, padding)),
    ];
    readonly ConvBnRelu[] refine =
    [
        new(p / "refine" / 0, config.DecoderWidth + config.LowLevelWidth, config.DecoderWidth, kernel: 3, padding),
        new(p / "refine" / 1, config.DecoderWidth, config.DecoderWidth, kernel: 3, padding),
    ];
    readonly Doubling[] upFull =
    [
        new(p / "up_full" / 0, config.DecoderWidth, padding),
        new(p / "up_full" / 1, config.DecoderWidth, padding),
    ];
    readonly Conv2d[] full =
    [
        new(p / "full" / 0, inChannels, config.FullResolutionWidths[0], kernel: 3, padding: padding, initial: heUniform),
        new(p / "full" / 1, config.FullResolutionWidths[0], config.FullResolutionWidths[1], kernel: 3, padding: padding, initial: heUniform),
    ];
    readonly Conv2d[] merge =
    [
        new(p / "merge" / 0, config.DecoderWidth + config.FullResolutionWidths[1], config.DecoderWidth, kernel: 3, padding: padding, initial: heUniform),
        new(p / "merge" / 1, config.DecoderWidth, config.DecoderWidth, kernel: 3, padding: padding, initial: heUniform),
    ];
    readonly Conv2d logits = new(p / "logits", config.DecoderWidth, classes, kernel: 1, padding: padding, initial: heUniform);

    /// <summary>The logits [B, classes, H, W].</summary>
    /// <param name="pyramid">[B, DecoderWidth, H / OutputStride, W / OutputStride].</param>
    /// <param name="features">Low-level features [B, Width, H / 4, W / 4].</param>
    /// <param name="input">The network's input [B, C, H, W].</param>
    public Tensor Call(Tensor pyramid, Tensor features, Tensor input)
    {
        using var scope = TensorScope.Begin();
        var x = Through(pyramid, upLow);
        x = Through(Through(Tensor.Cat(1, x, features.Apply(lowLevel)), refine), upFull);
        x = Through(Tensor.Cat(1, x, Through(input, full)), merge);
        return scope.Return(x.Apply(logits));
    }

    static Tensor Through(Tensor x, IEnumerable<Module> modules) => modules.Aggregate(x, (y, module) => y.Apply(module));
}
