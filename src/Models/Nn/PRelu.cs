using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The value where it is positive, else a learned slope of its channel times it (He et al. 2015). The slopes start at 0.25, as PyTorch's.</summary>
/// <param name="p">Names <c>weight</c> [channels].</param>
/// <param name="channels">Channels of the input.</param>
public sealed class PRelu(ParameterPath p, int channels) : Module
{
    readonly Parameter weight = p.Weight("weight", [channels], new Constant(0.25));

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var y = x.PRelu(Slope);
        Met(y, [x]);
        return y;
    }

    /// <summary>[channels], for a norm that applies it.</summary>
    internal Tensor Slope => weight.Value;

    /// <summary>Its result was made, from maps or within the norm.</summary>
    internal void Met(Tensor y, IReadOnlyList<Tensor> inputs) => p.Store.Walk?.Met(p, "PReLU", y, inputs);
}
