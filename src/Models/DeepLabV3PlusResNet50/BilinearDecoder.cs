using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The decoder <c>bilinear</c> of the 2018 system: the refined map goes 1 x 1 to the logits, which are interpolated to full resolution.</summary>
internal sealed class BilinearDecoder(ParameterPath p, DeepLabV3PlusResNet50Config config, int classes, Padding padding) : IResNetDecoder
{
    readonly LowLevelRefinement refinement = new(p, config, padding);
    readonly Conv2d logits = new(p / "logits", config.DecoderWidth, classes, kernel: 1, padding: padding, initial: new KaimingUniform());
    readonly BilinearUpsample up = new(ResNetV2Geometry.StemStride, padding);

    /// <inheritdoc/>
    public Tensor Call(Tensor pyramid, Tensor features, Tensor input)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(refinement.Call(pyramid, features).Apply(logits).Apply(up));
    }
}
