namespace Rossby.Torch;

// Shape, order, type and place.
public sealed unsafe partial class Tensor
{
    /// <summary>Joins tensors along a dimension; the others must agree.</summary>
    public static Tensor Cat(long dim, params ReadOnlySpan<Tensor> tensors)
    {
        nint* handles = stackalloc nint[tensors.Length];
        for (int i = 0; i < tensors.Length; i++) handles[i] = tensors[i].Handle;
        int status = Shim.rt_cat(handles, tensors.Length, dim, out nint r);
        return Result(status, r, "cat", tensors!);
    }

    /// <summary>A view of [start, end) in steps; a negative bound counts from the end.</summary>
    public Tensor Slice(long dim, long start, long end = long.MaxValue, long step = 1) =>
        Result(Shim.rt_slice(Handle, dim, start, end, step, out nint r), r, "slice", this);

    /// <summary>A view of <paramref name="length"/> entries from <paramref name="start"/>.</summary>
    public Tensor Narrow(long dim, long start, long length)
    {
        if (start < 0 || length < 0 || start + length > Shape[(int)(dim < 0 ? dim + Dimensions : dim)])
            throw new ArgumentOutOfRangeException(nameof(length), $"narrow of {ShapeText}: [{start}, {start + length}) is outside dimension {dim}.");
        return Slice(dim, start, start + length);
    }

    /// <summary>The entries along a dimension that an Int64 vector names.</summary>
    public Tensor IndexSelect(long dim, Tensor index) => Result(Shim.rt_index_select(Handle, dim, index.Handle, out nint r), r, "index_select", this, index);

    /// <summary>For each element of an Int64 tensor, the value at that place along a dimension.</summary>
    public Tensor Gather(long dim, Tensor index) => Result(Shim.rt_gather(Handle, dim, index.Handle, out nint r), r, "gather", this, index);

    /// <summary>A view with the dimensions in another order.</summary>
    public Tensor Permute(params ReadOnlySpan<long> dims)
    {
        fixed (long* p = dims) return Result(Shim.rt_permute(Handle, p, dims.Length, out nint r), r, "permute", this);
    }

    /// <summary>The same elements in another shape, copied where they must be; one length may be -1.</summary>
    public Tensor Reshape(params ReadOnlySpan<long> shape)
    {
        fixed (long* p = shape) return Result(Shim.rt_reshape(Handle, p, shape.Length, out nint r), r, "reshape", this);
    }

    /// <summary>As <see cref="Reshape"/>, but never a copy.</summary>
    public Tensor View(params ReadOnlySpan<long> shape)
    {
        fixed (long* p = shape) return Result(Shim.rt_view(Handle, p, shape.Length, out nint r), r, "view", this);
    }

    /// <summary>A view in which dimensions of length one repeat; -1 keeps a length.</summary>
    public Tensor Expand(params ReadOnlySpan<long> shape)
    {
        fixed (long* p = shape) return Result(Shim.rt_expand(Handle, p, shape.Length, out nint r), r, "expand", this);
    }

    /// <summary>A view with a new dimension of length one.</summary>
    public Tensor Unsqueeze(long dim) => Result(Shim.rt_unsqueeze(Handle, dim, out nint r), r, "unsqueeze", this);

    /// <summary>A view without a dimension of length one.</summary>
    public Tensor Squeeze(long dim) => Result(Shim.rt_squeeze(Handle, dim, out nint r), r, "squeeze", this);

    /// <summary>A copy with dimensions reversed.</summary>
    public Tensor Flip(params ReadOnlySpan<long> dims)
    {
        fixed (long* p = dims) return Result(Shim.rt_flip(Handle, p, dims.Length, out nint r), r, "flip", this);
    }

    /// <summary>A copy shifted along a dimension; what leaves at one end enters at the other.</summary>
    public Tensor Roll(long shift, long dim) => Result(Shim.rt_roll(Handle, &shift, &dim, 1, out nint r), r, "roll", this);

    /// <summary>The same values without gaps, in the given order; itself if it lies so.</summary>
    public Tensor Contiguous(MemoryFormat format = MemoryFormat.Contiguous) => Result(Shim.rt_contiguous(Handle, (int)format, out nint r), r, "contiguous", this);

    /// <summary>A copy.</summary>
    public Tensor Clone(MemoryFormat format = MemoryFormat.Preserve) => Result(Shim.rt_clone(Handle, (int)format, out nint r), r, "clone", this);

    /// <summary>In another type; itself if it has it.</summary>
    public Tensor To(ScalarType dtype) => Result(Shim.rt_to_dtype(Handle, (int)dtype, out nint r), r, "to", this);

    /// <summary>In another place; itself if it is there.</summary>
    public Tensor To(Device device) => Result(Shim.rt_to_device(Handle, device.NativeName, out nint r), r, $"to {device}", this);
}
