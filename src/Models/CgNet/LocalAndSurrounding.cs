using Rossby.Torch;

namespace Rossby.Models;

/// <summary>What CGNet joins of a cell: its neighbours by a depthwise 3 x 3 convolution and its wider surroundings by a dilated one. [B, channels, H, W] to [B, 2 channels, H, W].</summary>
internal sealed class LocalAndSurrounding(ParameterPath p, int channels, int rate, Padding padding) : Module
{
    static readonly KaimingNormal he = new();

    readonly Conv2d local = new(p / "F_loc" / "conv", channels, channels, kernel: 3, groups: channels, bias: false, padding: padding, initial: he);
    readonly Conv2d surrounding = new(p / "F_sur" / "conv", channels, channels, kernel: 3, dilation: rate, groups: channels, bias: false, padding: padding, initial: he);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Tensor.Cat(1, x.Apply(local), x.Apply(surrounding));
}
