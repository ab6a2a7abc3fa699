using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Batch norm and PReLU, the shape stays.</summary>
internal sealed class BnPRelu(ParameterPath p, int channels) : Module
{
    /// <summary>Added to the variance of every norm of CGNet.</summary>
    public const double Epsilon = 1e-3;

    readonly BatchNorm2d bn = new(p / "bn", channels, Epsilon);
    readonly PRelu act = new(p / "act", channels);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => bn.Call(x, act);
}
