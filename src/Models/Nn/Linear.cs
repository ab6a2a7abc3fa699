using Rossby.Torch;

namespace Rossby.Models;

/// <summary>x W^T + b: [B, inFeatures] to [B, outFeatures]. First values are PyTorch's.</summary>
/// <param name="p">Names <c>weight</c> [outFeatures, inFeatures] and <c>bias</c> [outFeatures].</param>
/// <param name="inFeatures">Numbers per sample.</param>
/// <param name="outFeatures">Numbers of the result.</param>
public sealed class Linear(ParameterPath p, int inFeatures, int outFeatures) : Module
{
    readonly Parameter weight = p.Weight("weight", [outFeatures, inFeatures], new KaimingUniform(Math.Sqrt(5)));
    readonly Parameter bias = p.Weight("bias", [outFeatures], new UniformWithin(1 / Math.Sqrt(inFeatures)));

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var y = x.Linear(weight.Value, bias.Value);
        p.Store.Walk?.Met(p, "linear", y, [x], 2.0 * inFeatures * outFeatures);
        return y;
    }
}
