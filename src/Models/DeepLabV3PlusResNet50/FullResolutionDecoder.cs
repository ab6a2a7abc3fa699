using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The decoder <c>deconv1x</c> of the 2018 system: the refined map is doubled twice to full resolution and joined there with two convolutions of the
/// input itself. Doublings, the full-resolution convolutions and the logits have a bias and neither norm nor activation, as published.
/// </summary>
internal sealed class FullResolutionDecoder(ParameterPath p, DeepLabV3PlusResNet50Config config, int inChannels, int classes, Padding padding) : IResNetDecoder
{
    // tf.layers' own, where TF-slim's convolutions have He's truncated normal.
    static readonly KaimingUniform heUniform = new();

    readonly LowLevelRefinement refinement = new(p, config, padding);
    readonly Doubling[] upFull = Doubling.Chain(p / "up_full", ResNetV2Geometry.StemStride, config.DecoderWidth, padding);
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

    /// <inheritdoc/>
    public Tensor Call(Tensor pyramid, Tensor features, Tensor input)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(Joined(pyramid, features, input).Recomputed(p.Store, x => x.Through(merge).Apply(logits)));
    }

    // Its parts are as large as anything behind it, and end here.
    Tensor Joined(Tensor pyramid, Tensor features, Tensor input)
    {
        using var scope = TensorScope.Begin();
        var x = refinement.Call(pyramid, features).Through(upFull);
        return scope.Return(Tensor.Cat(1, x, input.Recomputed(p.Store, x => x.Through(full))));
    }
}
