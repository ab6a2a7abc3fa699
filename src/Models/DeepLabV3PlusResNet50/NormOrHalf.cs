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

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => norm is null ? (x * 0.5).ReluInPlace() : x.Apply(norm);
}
