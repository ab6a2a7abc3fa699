using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Depthwise 3 x 3, then pointwise, nothing between: [B, inChannels, H, W] to [B, outChannels, H / stride, W / stride].</summary>
internal sealed class SeparableConv(ParameterPath p, int inChannels, int outChannels, Padding padding, int stride = 1, int dilation = 1)
    : Module, INormedLayer
{
    static readonly KaimingNormal he = new();

    readonly Conv2d depthwise = new(p / "conv1", inChannels, inChannels, kernel: 3, stride, dilation, groups: inChannels, bias: false, padding, he);
    readonly Conv2d pointwise = new(p / "pointwise", inChannels, outChannels, kernel: 1, bias: false, padding: padding, initial: he);

    /// <inheritdoc/>
    public Tensor Call(Tensor x, BatchNorm2d? norm, Tensor? added = null)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(pointwise.Call(x.Apply(depthwise), norm, added));
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Apply(depthwise).Apply(pointwise);
}
