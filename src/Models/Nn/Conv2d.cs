using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Cross-correlation with a square kernel, "same" size: [B, inChannels, H, W] to [B, outChannels, ceil(H/stride), ceil(W/stride)].</summary>
/// <param name="p">Names <c>weight</c> [outChannels, inChannels/groups, kernel, kernel] and <c>bias</c> [outChannels].</param>
/// <param name="inChannels">Channels of the input.</param>
/// <param name="outChannels">Channels of the result.</param>
/// <param name="kernel">Odd.</param>
/// <param name="stride">How much coarser the result is.</param>
/// <param name="dilation">Distance of the kernel's points.</param>
/// <param name="groups">Channels are connected only within their group.</param>
/// <param name="bias">Whether a number is added per channel.</param>
/// <param name="padding">What lies beyond the edge.</param>
/// <param name="initial">First values of the weight; <see cref="HeNormal"/> if null.</param>
/// <param name="biasInitial">First values of the bias; zero if null.</param>
public sealed class Conv2d(
    ParameterPath p, int inChannels, int outChannels, int kernel, int stride = 1, int dilation = 1, int groups = 1, bool bias = true,
    Padding padding = Padding.Longitude, Initializer? initial = null, Initializer? biasInitial = null) : Convolution(p.Store)
{
    readonly Parameter weight = p.Weight("weight", [outChannels, inChannels / groups, Odd(kernel), kernel], initial ?? new HeNormal());
    readonly Parameter? bias = bias ? p.Weight("bias", [outChannels], biasInitial ?? new Constant(0)) : null;
    readonly int margin = dilation * (kernel - 1) / 2;

    // From where a product per cell and the gathering of its taps is the faster way: with many channels the gathering is little beside the product.
    const int WideRate = 5, WideChannels = 256;

    bool IsDepthwise => groups == inChannels && groups == outChannels && groups > 1 && bias is null;

    bool IsWide => dilation >= WideRate && inChannels >= WideChannels && kernel > 1 && stride == 1 && groups == 1 && bias is null;

    bool IsSubsampled => kernel == 1 && stride > 1;

    int Stride => IsSubsampled ? 1 : stride;

    // Of the convolution itself; other edges than zeros are put around the map before it.
    int ZeroMargin => padding == Padding.Zero ? margin : 0;

    /// <inheritdoc/>
    private protected override Tensor Compute(Tensor x)
    {
        var y = IsDepthwise ? x.DepthwiseConv2d(weight.Value, stride, dilation, padding.NorthSouth, padding.EastWest)
            : IsWide ? x.AtrousConv2d(weight.Value, dilation, padding.NorthSouth, padding.EastWest)
            : Prepare(x).Conv2d(weight.Value, bias?.Value, Stride, ZeroMargin, dilation, groups);
        p.Store.Walk?.Met(p, $"conv {kernel}x{kernel}", y, [x], 2.0 * inChannels / groups * outChannels * kernel * kernel);
        return y;
    }

    /// <inheritdoc/>
    private protected override Tensor Prepare(Tensor x) =>
        IsDepthwise || IsWide || padding == Padding.Zero && !IsSubsampled ? x : IsSubsampled ? Subsample(x) : x.PadEdges(padding, margin);

    /// <inheritdoc/>
    private protected override PackedLayer? Pack(Tensor prepared, PackedTail tail) =>
        groups > 1 ? null
        : IsWide ? PackedLayer.Atrous(prepared, weight.Value, dilation, padding.NorthSouth, padding.EastWest, tail)
        : PackedLayer.Convolution(prepared, weight.Value, bias?.Value, Stride, ZeroMargin, dilation, tail);

    /// <inheritdoc/>
    private protected override void Forget()
    {
        weight.Dispose();
        bias?.Dispose();
    }

    // libtorch 1.13's own backward of a strided 1 x 1 convolution over a channels-last map writes past its memory; this computes the same.
    Tensor Subsample(Tensor x) => x.Slice(2, 0, step: stride).Slice(3, 0, step: stride)
        .Contiguous(x.IsContiguous(MemoryFormat.ChannelsLast) ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous);

    static int Odd(int kernel) => kernel % 2 == 1 ? kernel : throw new ArgumentException($"A kernel of {kernel} has no centre; use an odd one.", nameof(kernel));
}
