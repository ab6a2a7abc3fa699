namespace Rossby.Torch;

/// <summary>A convolution for inference: its weight is rounded to the maps' type and laid out once as the processor's kernels read it.</summary>
public sealed class PackedConv2d : ShimHandle
{
    PackedConv2d(nint handle) : base(handle)
    {
    }

    /// <summary>Packs one for maps like <paramref name="x"/>; null where nothing is won by it. Neither weight nor bias is kept.</summary>
    /// <param name="x">A map [B, C, H, W] of the type that is computed in.</param>
    /// <param name="weight">[D, C, kH, kW].</param>
    /// <param name="bias">[D], or null.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="padding">Zeros beyond each edge.</param>
    /// <param name="dilation">Distance of the kernel's points.</param>
    public static unsafe PackedConv2d? For(Tensor x, Tensor weight, Tensor? bias, Size2 stride, Size2 padding, Size2 dilation)
    {
        long* n = stackalloc long[6];
        stride.Write(new Span<long>(n, 2));
        padding.Write(new Span<long>(n + 2, 2));
        dilation.Write(new Span<long>(n + 4, 2));
        int status = Shim.rt_pack_conv2d(x.Handle, weight.Handle, bias?.Handle ?? 0, n, n + 2, n + 4, out nint packed);
        TorchException.Check(status, "pack conv2d", x, weight, bias);
        return packed == 0 ? null : new(packed);
    }

    /// <summary>The convolution of a map; no gradient flows.</summary>
    public Tensor Call(Tensor x) => Tensor.Result(Shim.rt_packed_conv2d(Raw, x.Handle, out nint r), r, "packed conv2d", x);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_free_packed(handle);
        return true;
    }
}
