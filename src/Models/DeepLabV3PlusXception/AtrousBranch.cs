using Rossby.Torch;

namespace Rossby.Models;

/// <summary>One branch of the pyramid: dilated convolution, norm, ReLU. [B, inChannels, h, w] to [B, outChannels, h, w].</summary>
internal sealed class AtrousBranch(ParameterPath p, int inChannels, int outChannels, int kernel, int rate, Padding padding) : Module
{
    readonly Conv2d conv = new(
        p / "atrous_convolution", inChannels, outChannels, kernel, dilation: rate, bias: false, padding: padding, initial: new KaimingNormal());
    readonly BatchNorm2d bn = new(p / "bn" / "bn", outChannels, relu: true);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Apply(conv, bn);
}
