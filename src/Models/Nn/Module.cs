using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A part of a network: a function of one tensor, with parameters that it names where it is made.</summary>
/// <example><code>
/// public sealed class Stem(ParameterPath p, int inChannels) : Module
/// {
///     readonly Conv2d conv = new(p / "conv1", inChannels, 64, kernel: 7, stride: 2, bias: false);
///     readonly BatchNorm2d norm = new(p / "bn1", 64, relu: true);
///
///     protected override Tensor Forward(Tensor x) => x.Apply(conv, norm);
/// }
/// </code></example>
public abstract class Module
{
    /// <summary>Runs the module in a scope of its own: what it leaves behind, other than its result, is freed as soon as it returns.</summary>
    public Tensor Call(Tensor x)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(Forward(x));
    }

    /// <summary>The function itself; the result belongs to the caller's scope.</summary>
    protected abstract Tensor Forward(Tensor x);
}
