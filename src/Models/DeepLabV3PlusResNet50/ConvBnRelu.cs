using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A convolution without bias, batch norm (or a factor of one half), ReLU: [B, inChannels, H, W] to [B, outChannels, H, W].</summary>
internal sealed class ConvBnRelu(ParameterPath p, int inChannels, int outChannels, int kernel, NormMode norm, Padding padding, int dilation = 1) : Module
{
    readonly Conv2d conv = new(p / "conv", inChannels, outChannels, kernel, dilation: dilation, bias: false, padding: padding);
    readonly NormOrHalf bn = new(p / "bn", outChannels, norm);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Recomputed(p.Store, x => bn.Behind(conv, x));
}
