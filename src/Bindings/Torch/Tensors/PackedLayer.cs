namespace Rossby.Torch;

/// <summary>
/// A layer for inference: its weight is rounded to the maps' type and laid out once as the processor's kernels read it, and what stands behind the layer is
/// part of it. It keeps none of the tensors that it is made of.
/// </summary>
public sealed unsafe class PackedLayer : ShimHandle
{
    PackedLayer(nint handle) : base(handle)
    {
    }

    /// <summary>Packs a convolution without groups for maps like <paramref name="x"/>; null where nothing is won by it.</summary>
    /// <param name="x">A map [B, C, H, W] of the type that is computed in.</param>
    /// <param name="weight">[D, C, kH, kW].</param>
    /// <param name="bias">[D], or null.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="padding">Zeros beyond each edge.</param>
    /// <param name="dilation">Distance of the kernel's points.</param>
    /// <param name="tail">What stands behind it.</param>
    public static PackedLayer? Convolution(Tensor x, Tensor weight, Tensor? bias, Size2 stride, Size2 padding, Size2 dilation, PackedTail tail)
    {
        long* n = stackalloc long[6];
        Write(n, stride, padding, dilation);
        var t = tail.Native;
        return Of(Shim.rt_pack_conv2d(x.Handle, weight.Handle, bias?.Handle ?? 0, n, n + 2, n + 4, &t, out nint packed), packed, x, weight, bias);
    }

    /// <summary>Packs a widely dilated convolution of "same" size (<see cref="Tensor.AtrousConv2d"/>), its tail adding nothing; null where nothing is won by it.</summary>
    /// <param name="x">A map [B, C, H, W] of the type that is computed in.</param>
    /// <param name="weight">[D, C, k, k].</param>
    /// <param name="dilation">Distance of the kernel's points.</param>
    /// <param name="latitude">What lies beyond the first and last row.</param>
    /// <param name="longitude">What lies beyond the first and last column.</param>
    /// <param name="tail">What stands behind it.</param>
    public static PackedLayer? Atrous(Tensor x, Tensor weight, long dilation, Edge latitude, Edge longitude, PackedTail tail)
    {
        var t = tail.Native;
        return Of(Shim.rt_pack_atrous(x.Handle, weight.Handle, dilation, (int)latitude, (int)longitude, &t, out nint packed), packed, x, weight, null);
    }

    /// <summary>Packs a transposed convolution (<see cref="Tensor.ConvTranspose2d"/>), its tail adding nothing; null where nothing is won by it.</summary>
    /// <param name="x">A map [B, C, H, W] of the type that is computed in.</param>
    /// <param name="weight">[C, D, kH, kW].</param>
    /// <param name="bias">[D], or null.</param>
    /// <param name="stride">Stride.</param>
    /// <param name="padding">Cells that are cut off each edge of the result.</param>
    /// <param name="outputPadding">Cells more at the result's end.</param>
    /// <param name="tail">What stands behind it.</param>
    public static PackedLayer? Transposed(Tensor x, Tensor weight, Tensor? bias, Size2 stride, Size2 padding, Size2 outputPadding, PackedTail tail)
    {
        long* n = stackalloc long[6];
        Write(n, stride, padding, outputPadding);
        var t = tail.Native;
        return Of(Shim.rt_pack_conv_transpose2d(x.Handle, weight.Handle, bias?.Handle ?? 0, n, n + 2, n + 4, &t, out nint packed), packed, x, weight, bias);
    }

    /// <summary>The layer's value; no gradient flows.</summary>
    /// <param name="x">A map like the one that it was packed for, of any size.</param>
    /// <param name="added">Of the result's shape; given where the tail adds, else null.</param>
    public Tensor Call(Tensor x, Tensor? added = null) =>
        Tensor.Result(Shim.rt_packed_call(Raw, x.Handle, added?.Handle ?? 0, out nint r), r, "packed layer", x, added);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_free_packed(handle);
        return true;
    }

    static PackedLayer? Of(int status, nint packed, Tensor x, Tensor weight, Tensor? bias)
    {
        TorchException.Check(status, "pack a layer", x, weight, bias);
        return packed == 0 ? null : new(packed);
    }

    static void Write(long* n, Size2 a, Size2 b, Size2 c)
    {
        a.Write(new Span<long>(n, 2));
        b.Write(new Span<long>(n + 2, 2));
        c.Write(new Span<long>(n + 4, 2));
    }
}
