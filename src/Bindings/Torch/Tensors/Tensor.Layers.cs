namespace Rossby.Torch;

// The layers of a network as functions of their weights. B batch, C channels, H latitude rows, W longitude columns.
public sealed unsafe partial class Tensor
{
    /// <summary>Margins of one value: pairs (before, after), the last dimension first, as in PyTorch's <c>F.pad</c>.</summary>
    public Tensor PadConstant(ReadOnlySpan<long> pad, double value = 0) => Pad(pad, "constant", value);

    /// <summary>Margins from the opposite edge; pairs (before, after), the last dimension first.</summary>
    public Tensor PadCircular(params ReadOnlySpan<long> pad) => Pad(pad, "circular", 0);

    /// <summary>Margins that repeat the edge; pairs (before, after), the last dimension first.</summary>
    public Tensor PadReplicate(params ReadOnlySpan<long> pad) => Pad(pad, "replicate", 0);

    /// <summary>Margins of a map [B, C, H, W], each direction periodic or replicated; keeps the memory format, in one pass.</summary>
    public Tensor PadGrid(long top, long bottom, long left, long right, bool periodicLatitude, bool periodicLongitude) =>
        Result(Shim.rt_pad_grid(Handle, top, bottom, left, right, periodicLatitude ? 1 : 0, periodicLongitude ? 1 : 0, out nint r), r, "pad_grid", this);

    /// <summary>x W^T + b: [.., inFeatures] to [.., outFeatures] with W [outFeatures, inFeatures].</summary>
    public Tensor Linear(Tensor weight, Tensor? bias = null) =>
        Result(Shim.rt_linear(Handle, weight.Handle, OrNull(bias), out nint r), r, "linear", this, weight, bias);

    /// <summary>The matrix product; leading dimensions broadcast.</summary>
    public Tensor MatMul(Tensor b) => Result(Shim.rt_matmul(Handle, b.Handle, out nint r), r, "matmul", this, b);

    /// <summary>Cross-correlation of [B, C, H, W] with weight [D, C/groups, kH, kW], zero padding. Weight and bias may be wider than the map, here and below.</summary>
    public Tensor Conv2d(Tensor weight, Tensor? bias, Size2 stride, Size2 padding, Size2 dilation, long groups = 1)
    {
        long* n = stackalloc long[6];
        stride.Write(new Span<long>(n, 2));
        padding.Write(new Span<long>(n + 2, 2));
        dilation.Write(new Span<long>(n + 4, 2));
        int status = Shim.rt_conv2d(Handle, weight.Handle, OrNull(bias), n, n + 2, n + 4, groups, out nint r);
        return Result(status, r, "conv2d", this, weight, bias);
    }

    /// <summary>The adjoint of <see cref="Conv2d"/> with weight [C, D, kH, kW]: H to (H-1) stride - 2 padding + kH + outputPadding.</summary>
    public Tensor ConvTranspose2d(Tensor weight, Tensor? bias, Size2 stride, Size2 padding, Size2 outputPadding)
    {
        long* n = stackalloc long[6];
        stride.Write(new Span<long>(n, 2));
        padding.Write(new Span<long>(n + 2, 2));
        outputPadding.Write(new Span<long>(n + 4, 2));
        int status = Shim.rt_conv_transpose2d(Handle, weight.Handle, OrNull(bias), n, n + 2, n + 4, out nint r);
        return Result(status, r, "conv_transpose2d", this, weight, bias);
    }

    /// <summary>The largest value of each window; cells outside the map never win.</summary>
    public Tensor MaxPool2d(Size2 kernel, Size2 stride, Size2 padding)
    {
        long* n = stackalloc long[6];
        kernel.Write(new Span<long>(n, 2));
        stride.Write(new Span<long>(n + 2, 2));
        padding.Write(new Span<long>(n + 4, 2));
        return Result(Shim.rt_max_pool2d(Handle, n, n + 2, n + 4, out nint r), r, "max_pool2d", this);
    }

    /// <summary>The mean of each window; cells outside the map count as zeros only if <paramref name="countPadding"/>.</summary>
    public Tensor AvgPool2d(Size2 kernel, Size2 stride, Size2 padding, bool countPadding = false)
    {
        long* n = stackalloc long[6];
        kernel.Write(new Span<long>(n, 2));
        stride.Write(new Span<long>(n + 2, 2));
        padding.Write(new Span<long>(n + 4, 2));
        return Result(Shim.rt_avg_pool2d(Handle, n, n + 2, n + 4, countPadding ? 1 : 0, out nint r), r, "avg_pool2d", this);
    }

    /// <summary>Means over windows chosen so that the result has a given size.</summary>
    public Tensor AdaptiveAvgPool2d(Size2 size)
    {
        long* n = stackalloc long[2];
        size.Write(new Span<long>(n, 2));
        return Result(Shim.rt_adaptive_avg_pool2d(Handle, n, out nint r), r, "adaptive_avg_pool2d", this);
    }

    /// <summary>Bilinear interpolation between cell centres (align_corners false); beyond the outer centres the edge repeats.</summary>
    public Tensor UpsampleBilinear2d(Size2 size)
    {
        long* n = stackalloc long[2];
        size.Write(new Span<long>(n, 2));
        return Result(Shim.rt_upsample_bilinear2d(Handle, n, out nint r), r, "upsample_bilinear2d", this);
    }

    /// <summary>As <see cref="UpsampleBilinear2d"/> to a multiple of the size, interpolating across the seam of a longitude that goes once around.</summary>
    public Tensor UpsamplePeriodic(long factor) => Result(Shim.rt_upsample_periodic(Handle, factor, out nint r), r, "upsample_periodic", this);

    /// <summary>
    /// (x - mean) / sqrt(variance + epsilon) per channel, then weight and bias, then <paramref name="added"/>, then the activation, in as few passes as
    /// the device has a kernel for. In training with the batch's moments, which also move the running ones (the variance by its unbiased estimate);
    /// else with the running ones. Weight, bias and moments may be wider than x.
    /// </summary>
    /// <param name="weight">[C] or null for 1.</param>
    /// <param name="bias">[C] or null for 0.</param>
    /// <param name="runningMean">[C]; null where none moves.</param>
    /// <param name="runningVariance">[C]; null where none moves.</param>
    /// <param name="training">Whether the moments are the batch's.</param>
    /// <param name="momentum">Share of the new moments in the running ones.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="added">Of the shape of x; null for nothing.</param>
    /// <param name="activation">What follows.</param>
    /// <param name="slope">For negative values, of <see cref="Activation.PRelu"/>.</param>
    /// <param name="across">In training, with weight and bias: the ranks whose values of a channel are one batch; it must outlive the backward pass. Null for this one.</param>
    public Tensor BatchNorm(
        Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVariance, bool training, double momentum, double epsilon,
        Tensor? added = null, Activation activation = Activation.None, Tensor? slope = null, RankSum? across = null)
    {
        nint r;
        int status = across is null
            ? Shim.rt_batch_norm(
                Handle, OrNull(weight), OrNull(bias), OrNull(runningMean), OrNull(runningVariance), training ? 1 : 0, momentum, epsilon,
                OrNull(added), (int)activation, OrNull(slope), out r)
            : Shim.rt_batch_norm_across(
                RankSum.Function, across.Context, Handle, OrNull(weight), OrNull(bias), OrNull(runningMean), OrNull(runningVariance), momentum, epsilon,
                OrNull(added), (int)activation, OrNull(slope), out r);
        NativeCallback.ThrowIfFailed();
        return Result(status, r, "batch_norm", this, weight, bias, runningMean, runningVariance, added, slope);
    }

    /// <summary>
    /// Each channel of [B, C, H, W] with a kernel of its own, weight [C, 1, k, k], k odd: to [B, C, ceil(H/stride), ceil(W/stride)]. What lies beyond an
    /// edge is looked up where the device has a kernel for it, and copied elsewhere. The weight may be wider than the map.
    /// </summary>
    public Tensor DepthwiseConv2d(Tensor weight, long stride, long dilation, Edge latitude, Edge longitude) =>
        Result(Shim.rt_depthwise(Handle, weight.Handle, stride, dilation, (int)latitude, (int)longitude, out nint r), r, "depthwise conv2d", this, weight);

    /// <summary>
    /// Cross-correlation of [B, C, H, W] with a widely dilated kernel [D, C, k, k], k odd, same size: one product per cell, whose parts every output cell
    /// gathers; taps that meet nothing but zeros cost nothing.
    /// </summary>
    public Tensor AtrousConv2d(Tensor weight, long dilation, Edge latitude, Edge longitude) =>
        Result(Shim.rt_atrous(Handle, weight.Handle, dilation, (int)latitude, (int)longitude, out nint r), r, "atrous conv2d", this, weight);

    /// <summary>The value where it is positive, else <paramref name="slope"/> times it; the slope is one number, or one per channel [C] of [B, C, H, W].</summary>
    public Tensor PRelu(Tensor slope) => Result(Shim.rt_prelu(Handle, slope.Handle, out nint r), r, "prelu", this, slope);

    /// <summary>
    /// Like this in shape, type and memory: 0 with a probability, else 1 / (1 - probability). An element is a function of its sample's
    /// key and its place in the sample's memory, whatever the threads and the other samples.
    /// </summary>
    /// <param name="probability">In [0, 1).</param>
    /// <param name="keys">Which mask, for each sample: each place of dimension 0.</param>
    public Tensor DropoutMask(double probability, ReadOnlySpan<ulong> keys)
    {
        fixed (ulong* p = keys) return Result(Shim.rt_dropout_mask(Handle, probability, p, keys.Length, out nint r), r, "dropout mask", this);
    }

    /// <summary>-weight[y] log softmax(logits)[y] over dimension 1, with y Int64; 0 where y is <paramref name="ignoreIndex"/>.</summary>
    public Tensor CrossEntropy(Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, long ignoreIndex = -100) =>
        Result(Shim.rt_cross_entropy(Handle, target.Handle, OrNull(weight), (int)reduction, ignoreIndex, out nint r), r, "cross_entropy", this, target, weight);

    Tensor Pad(ReadOnlySpan<long> pad, string mode, double value)
    {
        fixed (long* p = pad) return Result(Shim.rt_pad(Handle, p, pad.Length, mode, value, out nint r), r, $"pad {mode}", this);
    }

    static nint OrNull(Tensor? tensor) => tensor is null ? 0 : tensor.Handle;
}
