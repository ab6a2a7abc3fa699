using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// A block of the entry and exit flows: separable convolution, norm, ReLU, separable convolution, norm, separable convolution with the stride, no norm;
/// beside it a 1 x 1 shortcut with norm; added. [B, inChannels, H, W] to [B, outChannels, H / stride, W / stride].
/// </summary>
/// <remarks>Unlike in the paper's Xception nothing is activated ahead of the first convolution, and nothing between the last two, as published.</remarks>
/// <param name="p">Where.</param>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="middleChannels">Channels after the first convolution.</param>
/// <param name="outChannels">Channels of the result.</param>
/// <param name="stride">How much coarser the result is.</param>
/// <param name="padding">What lies beyond the edge.</param>
/// <param name="relu">Whether the sum is activated.</param>
internal sealed class ReducingBlock(ParameterPath p, int inChannels, int middleChannels, int outChannels, int stride, Padding padding, bool relu) : Module
{
    readonly Conv2d skip = new(p / "skip", inChannels, outChannels, kernel: 1, stride, bias: false, padding: padding, initial: new KaimingNormal());
    readonly BatchNorm2d skipNorm = new(p / "skipbn" / "bn", outChannels, relu: relu);
    readonly SeparableConv conv1 = new(p / "rep" / 0, inChannels, middleChannels, padding);
    readonly BatchNorm2d norm1 = new(p / "rep" / 1 / "bn", middleChannels, relu: true);
    readonly SeparableConv conv2 = new(p / "rep" / 3, middleChannels, outChannels, padding);
    readonly BatchNorm2d norm2 = new(p / "rep" / 4 / "bn", outChannels);
    readonly SeparableConv conv3 = new(p / "rep" / 5, outChannels, outChannels, padding, stride);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Recomputed(p.Store, Block);

    Tensor Block(Tensor x)
    {
        var deep = x.Apply(conv1, norm1).Apply(conv2, norm2).Apply(conv3);
        return x.Apply(skip, skipNorm, deep);
    }
}
