using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A factor and a shift per channel of [B, channels, 1, 1]: DeepCAM's TrainableAffine, which stands where a norm would see one value per sample.</summary>
internal sealed class ScaleAndShift(ParameterPath p, int channels) : Module
{
    readonly Parameter weights = p.Weight("weights", [channels, 1, 1], new Constant(1));
    readonly Parameter bias = p.Weight("bias", [channels, 1, 1], new Constant(0));

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var y = x * weights.Value.To(x.DType) + bias.Value.To(x.DType);
        p.Store.Walk?.Met(p, "scale and shift", y, [x]);
        return y;
    }
}
