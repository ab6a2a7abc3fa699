using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A convolution without bias, batch norm, ReLU: [B, inChannels, H, W] to [B, outChannels, H, W].</summary>
internal sealed class ConvBnRelu(ParameterPath p, int inChannels, int outChannels, int kernel, Padding padding, int dilation = 1) : Module
{
    readonly Conv2d conv = new(p / "conv", inChannels, outChannels, kernel, dilation: dilation, bias: false, padding: padding);
    readonly BatchNorm2d bn = new(p / "bn", outChannels);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Apply(conv).Apply(bn).ReluInPlace();
}
