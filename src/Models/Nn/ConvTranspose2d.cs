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

    // Kernel 3, stride 2: crop 1 and outputPadding 1; kernel 4, stride 2: 1 and 0.
    readonly int crop = Crop(kernel, stride);
    readonly int outputPadding = (kernel - stride) % 2;
    readonly int reach = Reach(kernel, stride);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        // Autocast leaves transposed convolutions alone, so that their operands must agree already.
        var type = x.DType;
        var w = weight.Value.To(type);
        var b = bias?.Value.To(type);
        var y = padding == Padding.Zero
            ? x.ConvTranspose2d(w, b, stride, crop, outputPadding)
            : x.PadEdges(padding, reach).ConvTranspose2d(w, b, stride, crop + reach * stride, outputPadding);
        // libtorch's CPU kernel gives up the order.
        return x.IsContiguous(MemoryFormat.ChannelsLast) ? y.Contiguous(MemoryFormat.ChannelsLast) : y;
    }

    static int Crop(int kernel, int stride) => (kernel - stride + 1) / 2;

    // Output o takes from input i at i stride + k - crop = o with k in [0, kernel): the cells beyond the edge that reach [0, stride W),
    // on the side where they are more. Each moves the result by one stride, which is cropped again.
    static int Reach(int kernel, int stride)
    {
        int crop = Crop(kernel, stride);
        int before = (kernel - 1 - crop + stride - 1) / stride, after = (crop + stride - 1) / stride;
        return Math.Max(before, after);
    }

    static int AtLeast(int kernel, int stride) =>
        kernel >= stride ? kernel : throw new ArgumentException($"A kernel of {kernel} with stride {stride} leaves cells empty.", nameof(kernel));
}
