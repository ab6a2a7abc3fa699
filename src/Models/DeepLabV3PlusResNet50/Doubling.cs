using System.Numerics;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The 2018 system's transposed convolution, 3 x 3 with stride 2 and TensorFlow's SAME padding: [B, channels, H, W] to [B, channels, 2 H, 2 W].
/// With y the input and w a kernel row, out[2 i] = w[0] y[i] + w[2] y[i - 1] and out[2 i + 1] = w[1] y[i], along both directions.
/// </summary>
internal sealed class Doubling(ParameterPath p, int channels, Padding padding) : Convolution(p.Store)
{
    readonly Parameter weight = p.Weight("weight", [channels, channels, 3, 3], new KaimingUniform());
    readonly Parameter bias = p.Weight("bias", [channels], new Constant(0));

    /// <summary>Doublings one behind the other, named 0, 1, ...</summary>
    /// <param name="p">Where.</param>
    /// <param name="factor">A power of two: how much finer the last result is.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="padding">What lies beyond the edge.</param>
    public static Doubling[] Chain(ParameterPath p, int factor, int channels, Padding padding) =>
        [.. Enumerable.Range(0, BitOperations.Log2((uint)factor)).Select(i => new Doubling(p / i, channels, padding))];

    // A margin of zeros would add nothing.
    int Before => padding == Padding.Zero ? 0 : 1;

    TransposedWindow Window => new(Kernel: 3, Stride: 2, Start: 2 * Before, Before, After: 0);

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor x)
    {
        var y = Finish(Prepare(x).ConvTranspose2d(weight.Value, bias.Value, stride: 2, Window.Crop, outputPadding: 0), x);
        p.Store.Walk?.Met(p, "transposed conv 3x3", y, [x], 2.0 * channels * channels * 9, x);
        return y;
    }

    /// <inheritdoc/>
    private protected override Tensor Prepare(Tensor x) => padding.Margins(x, Before, after: 0);

    /// <inheritdoc/>
    private protected override PackedLayer? Pack(Tensor prepared, PackedTail tail) =>
        PackedLayer.Transposed(prepared, weight.Value, bias.Value, stride: 2, Window.Crop, outputPadding: 0, tail);

    /// <inheritdoc/>
    private protected override Tensor Finish(Tensor result, Tensor x) => Window.Of(result, x);

    /// <inheritdoc/>
    private protected override void Forget()
    {
        weight.Dispose();
        bias.Dispose();
    }
}
