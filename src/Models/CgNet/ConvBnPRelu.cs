using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Convolution without bias, batch norm, PReLU: [B, inChannels, H, W] to [B, outChannels, H / stride, W / stride].</summary>
internal sealed class ConvBnPRelu(ParameterPath p, int inChannels, int outChannels, int kernel, Padding padding, int stride = 1) : Module
{
    readonly Conv2d conv = new(p / "conv", inChannels, outChannels, kernel, stride, bias: false, padding: padding, initial: new KaimingNormal());
    readonly BnPRelu activation = new(p, outChannels);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Apply(conv).Apply(activation);
}
