using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Twice a 3 x 3 convolution without bias, batch norm, ReLU: [B, inChannels, H, W] to [B, outChannels, H, W].</summary>
internal sealed class DoubleConv(ParameterPath p, int inChannels, int outChannels, Padding padding) : Module
{
    readonly Conv2d conv1 = new(p / "double_conv" / 0, inChannels, outChannels, kernel: 3, bias: false, padding: padding);
    readonly BatchNorm2d bn1 = new(p / "double_conv" / 1, outChannels, relu: true);
    readonly Conv2d conv2 = new(p / "double_conv" / 3, outChannels, outChannels, kernel: 3, bias: false, padding: padding);
    readonly BatchNorm2d bn2 = new(p / "double_conv" / 4, outChannels, relu: true);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Recomputed(p.Store, x => x.Apply(conv1, bn1).Apply(conv2, bn2));
}
