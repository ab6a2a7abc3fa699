using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Convolution with bias, batch norm if it is on, ReLU, dropout: [B, inChannels, H, W] to [B, outChannels, H / stride, W / stride].</summary>
internal sealed class DenseLayer(
    ParameterPath p, TiramisuConfig config, int inChannels, int outChannels, int kernel, Padding padding, int stride = 1) : Module
{
    readonly Conv2d conv = new(p / "conv", inChannels, outChannels, kernel, stride, padding: padding, initial: new KaimingUniform());
    readonly BatchNorm2d? bn = config.BatchNorm == NormMode.On ? new(p / "bn", outChannels, relu: true) : null;
    readonly Dropout dropout = new(p / "dropout", config.Dropout);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => (bn is null ? x.Apply(conv).ReluInPlace() : x.Apply(conv, bn)).Apply(dropout);
}
