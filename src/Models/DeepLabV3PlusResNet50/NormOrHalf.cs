using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// A batch norm, or one half of its input where norms are off, then ReLU. The half is
/// what kept the values of 2018's runs within half precision (deeplab_model.py:111-121).
/// </summary>
internal sealed class NormOrHalf(ParameterPath p, int channels, NormMode mode) : Module
{
    readonly BatchNorm2d? norm = mode == NormMode.On ? new(p, channels, relu: true) : null;

    /// <summary>Its value for a convolution's, in one where the network is frozen.</summary>
    public Tensor Behind(Convolution convolution, Tensor x) => norm is null ? x.Apply(convolution).Apply(this) : x.Apply(convolution, norm);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => norm is null ? (x * 0.5).ReluInPlace() : x.Apply(norm);
}
