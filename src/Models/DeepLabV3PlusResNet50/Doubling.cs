using System.Numerics;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The 2018 system's transposed convolution, 3 x 3 with stride 2 and TensorFlow's SAME padding: [B, channels, H, W] to [B, channels, 2 H, 2 W].
/// With y the input and w a kernel row, out[2 i] = w[0] y[i] + w[2] y[i - 1] and out[2 i + 1] = w[1] y[i], along both directions.
/// </summary>
/// <remarks>
/// Computed as one 2 x 2 convolution for the four phases of the result, whose cells are then put side by side: libtorch 1.13's own runs through an
/// image-to-column copy on the CPU, four times slower, and gives up the channels-last order.
/// </remarks>
internal sealed class Doubling(ParameterPath p, int channels, Padding padding) : Module
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

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var (batch, height, width) = (x.Shape[0], x.Shape[2], x.Shape[3]);
        var phases = padding.Margins(x, before: 1, after: 0).Conv2d(PhaseKernels(), PhaseBias(), stride: 1, padding: 0, dilation: 1);
        // Rows a and columns b of a phase: [B, H, W, a, b, channels] in memory becomes [B, H, a, W, b, channels].
        var y = phases.Contiguous(MemoryFormat.ChannelsLast).Permute(0, 2, 3, 1)
            .View(batch, height, width, 2, 2, channels)
            .Permute(0, 1, 3, 2, 4, 5)
            .Reshape(batch, 2 * height, 2 * width, channels)
            .Permute(0, 3, 1, 2);
        p.Store.Walk?.Met(p, "transposed conv 3x3", y, 2.0 * channels * channels * 9, x);
        return y;
    }

    // [in, out, 3, 3] to [4 out, in, 2, 2]. Along one direction phase 0 has w[2] on the cell before and w[0] on its own, phase 1 nothing and w[1];
    // index 3 is a margin of zeros.
    Tensor PhaseKernels()
    {
        var taps = Tensor.From<long>([2, 0, 3, 1], [4]);
        return weight.Value.PadConstant([0, 1, 0, 1]).IndexSelect(2, taps).IndexSelect(3, taps)
            .Contiguous().View(channels, channels, 2, 2, 2, 2)
            .Permute(2, 4, 1, 0, 3, 5)
            .Reshape(4 * channels, channels, 2, 2)
            .Contiguous(MemoryFormat.ChannelsLast);
    }

    Tensor PhaseBias() => bias.Value.Unsqueeze(0).Expand(4, channels).Reshape(4 * channels);
}
