using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A block of the middle flow: three separable convolutions with norm, ReLU between them, the input added, ReLU. The shape stays.</summary>
internal sealed class MiddleBlock(ParameterPath p, int channels, Padding padding) : Module
{
    readonly SeparableConv conv1 = new(p / "rep" / 0, channels, channels, padding);
    readonly BatchNorm2d norm1 = new(p / "rep" / 1 / "bn", channels, relu: true);
    readonly SeparableConv conv2 = new(p / "rep" / 3, channels, channels, padding);
    readonly BatchNorm2d norm2 = new(p / "rep" / 4 / "bn", channels, relu: true);
    readonly SeparableConv conv3 = new(p / "rep" / 6, channels, channels, padding);
    readonly BatchNorm2d norm3 = new(p / "rep" / 7 / "bn", channels, relu: true);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) =>
        x.Recomputed(p.Store, x => x.Apply(conv1, norm1).Apply(conv2, norm2).Apply(conv3, norm3, x));
}
