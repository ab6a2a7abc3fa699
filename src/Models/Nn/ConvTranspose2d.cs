using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The adjoint of a strided convolution: [B, inChannels, H, W] to [B, outChannels, stride x H, stride x W], with PyTorch's padding and
/// outputPadding chosen so that the size is exactly that. Beyond the edge of the input lies what <paramref name="padding"/> says.
/// </summary>
/// <param name="p">Names <c>weight</c> [inChannels, outChannels, kernel, kernel] and <c>bias</c> [outChannels].</param>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the result.</param>
/// <param name="kernel">At least the stride, or cells would be left empty.</param>
/// <param name="stride">How much finer the result is.</param>
/// <param name="bias">Whether a number is added per channel.</param>
/// <param name="padding">What lies beyond the edge.</param>
/// <param name="initial">First values of the weight; <see cref="HeNormal"/> if null.</param>
public sealed class ConvTranspose2d(
    ParameterPath p, int inChannels, int outChannels, int kernel = 3, int stride = 2, bool bias = true,
    Padding padding = Padding.Longitude, Initializer? initial = null) : Module
{
    readonly Parameter weight = p.Weight("weight", [inChannels, outChannels, AtLeast(kernel, stride), kernel], initial ?? new HeNormal());
    readonly Parameter? bias = bias ? p.Weight("bias", [outChannels], new Constant(0)) : null;

    // PyTorch's padding: kernel 3, stride 2 gives 1 (and outputPadding 1); kernel 4, stride 2 gives 1 (and 0).
    readonly int crop = (kernel - stride + 1) / 2;

    // Output stride m + r takes from input m + q with the kernel's point r + crop - stride q, for q from -before to after.
    readonly int before = (kernel - 1 - (kernel - stride + 1) / 2) / stride;
    readonly int after = (stride - 1 + (kernel - stride + 1) / 2) / stride;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        // libtorch's own CPU kernel is ten times slower than its convolutions, so each of the stride x stride phases r of the output is
        // computed as channels of one ordinary convolution over q, and the phases are then woven together.
        long batch = x.Shape[0], height = x.Shape[2], width = x.Shape[3];
        var wide = padding == Padding.Zero
            ? x.PadConstant([before, after, before, after])
            : x.PadGrid(before, after, before, after, padding == Padding.Torus, padding != Padding.Replicate);
        var y = wide.Contiguous(MemoryFormat.ChannelsLast)
            .Conv2d(PhaseWeight(), bias?.Value.Unsqueeze(0).Expand(stride * stride, outChannels).Reshape(-1), 1, 0, 1)
            .Permute(0, 2, 3, 1)
            .Reshape(batch, height, width, stride, stride, outChannels)
            .Permute(0, 1, 3, 2, 4, 5)
            .Reshape(batch, stride * height, stride * width, outChannels)
            .Permute(0, 3, 1, 2);
        p.Store.Walk?.Met(p, $"transposed conv {kernel}x{kernel}", y, 2.0 * inChannels * outChannels * kernel * kernel, x);
        return y;
    }

    // [in, out, kernel, kernel] to [phases x out, in, taps, taps].
    Tensor PhaseWeight()
    {
        int taps = before + 1 + after, front = after * stride - crop, back = stride * taps - kernel - front;
        return weight.Value
            .PadConstant([front, back, front, back])
            .Reshape(inChannels, outChannels, taps, stride, taps, stride)
            .Flip(2, 4)
            .Permute(3, 5, 1, 0, 2, 4)
            .Reshape(stride * stride * outChannels, inChannels, taps, taps)
            .Contiguous(MemoryFormat.ChannelsLast);
    }

    static int AtLeast(int kernel, int stride) =>
        kernel >= stride ? kernel : throw new ArgumentException($"A kernel of {kernel} with stride {stride} leaves cells empty.", nameof(kernel));
}
