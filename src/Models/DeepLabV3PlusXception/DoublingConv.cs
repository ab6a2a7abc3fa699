using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A transposed 3 x 3 convolution of stride 2, norm, ReLU: [B, channels, H, W] to [B, channels, 2 H, 2 W].</summary>
/// <param name="p">Where.</param>
/// <param name="index">Place of the convolution in its sequence; the norm stands behind it.</param>
/// <param name="channels">Channels.</param>
/// <param name="padding">What lies beyond the edge.</param>
internal sealed class DoublingConv(ParameterPath p, int index, int channels, Padding padding) : Module
{
    readonly ConvTranspose2d conv = new(p / index, channels, channels, kernel: 3, stride: 2, bias: false, padding, new KaimingUniform(Math.Sqrt(5)));
    readonly BatchNorm2d bn = new(p / (index + 1) / "bn", channels, relu: true);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Apply(conv, bn);
}
