using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The decoder <c>deconv</c> of the 2018 system: the refined map is doubled twice to full resolution, then 1 x 1 to the logits.</summary>
internal sealed class TransposedDecoder(ParameterPath p, DeepLabV3PlusResNet50Config config, int classes, Padding padding) : IResNetDecoder
{
    readonly LowLevelRefinement refinement = new(p, config, padding);
    readonly Doubling[] upFull = Doubling.Chain(p / "up_full", ResNetV2Geometry.StemStride, config.DecoderWidth, padding);
    readonly Conv2d logits = new(p / "logits", config.DecoderWidth, classes, kernel: 1, padding: padding, initial: new KaimingUniform());

    /// <inheritdoc/>
    public Tensor Call(Tensor pyramid, Tensor features, Tensor input)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(refinement.Call(pyramid, features).Through(upFull).Apply(logits));
    }
}
