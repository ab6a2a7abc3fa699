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
    Padding padding = Padding.Longitude, Initializer? initial = null) : Convolution(p.Store)
{
    readonly Parameter weight = p.Weight("weight", [inChannels, outChannels, AtLeast(kernel, stride), kernel], initial ?? new HeNormal());
    readonly Parameter? bias = bias ? p.Weight("bias", [outChannels], new Constant(0)) : null;

    // PyTorch's padding: kernel 3, stride 2 gives 1 (and outputPadding 1); kernel 4, stride 2 gives 1 (and 0).
    readonly int crop = (kernel - stride + 1) / 2;

    // Output stride m + r takes from input m + q with the kernel's point r + crop - stride q, for q from -before to after.
    readonly int before = (kernel - 1 - (kernel - stride + 1) / 2) / stride;
    readonly int after = (stride - 1 + (kernel - stride + 1) / 2) / stride;

    TransposedWindow Window => new(kernel, stride, stride * before + crop, before, after);

    int Crop => padding == Padding.Zero ? crop : Window.Crop;

    int OutputPadding => padding == Padding.Zero ? stride - kernel + 2 * crop : 0;

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor x)
    {
        var prepared = Prepare(x);
        var y = Finish(prepared.ConvTranspose2d(weight.Value, bias?.Value, stride, Crop, OutputPadding), x);
        p.Store.Walk?.Met(p, $"transposed conv {kernel}x{kernel}", y, [x], 2.0 * inChannels * outChannels * kernel * kernel, x);
        return y;
    }

    /// <inheritdoc/>
    private protected override Tensor Prepare(Tensor x) => padding == Padding.Zero ? x : padding.Margins(x, before, after);

    /// <inheritdoc/>
    private protected override PackedLayer? Pack(Tensor prepared, PackedTail tail) =>
        PackedLayer.Transposed(prepared, weight.Value, bias?.Value, stride, Crop, OutputPadding, tail);

    /// <inheritdoc/>
    private protected override Tensor Finish(Tensor result, Tensor x) => padding == Padding.Zero ? result : Window.Of(result, x);

    /// <inheritdoc/>
    private protected override void Forget()
    {
        weight.Dispose();
        bias?.Dispose();
    }

    static int AtLeast(int kernel, int stride) =>
        kernel >= stride ? kernel : throw new ArgumentException($"A kernel of {kernel} with stride {stride} leaves cells empty.", nameof(kernel));
}
