namespace Rossby.Torch;

// Sums, means, maxima and softmax; no dimension named means all of them.
public sealed unsafe partial class Tensor
{
    /// <summary>The sum over dimensions.</summary>
    public Tensor Sum(ReadOnlySpan<long> dims = default, bool keepDims = false)
    {
        fixed (long* p = dims) return Result(Shim.rt_sum(Handle, p, dims.Length, keepDims ? 1 : 0, out nint r), r, "sum", this);
    }

    /// <summary>The mean over dimensions.</summary>
    public Tensor Mean(ReadOnlySpan<long> dims = default, bool keepDims = false)
    {
        fixed (long* p = dims) return Result(Shim.rt_mean(Handle, p, dims.Length, keepDims ? 1 : 0, out nint r), r, "mean", this);
    }

    /// <summary>The largest value over dimensions; NaN wins.</summary>
    public Tensor Max(ReadOnlySpan<long> dims = default, bool keepDims = false)
    {
        fixed (long* p = dims) return Result(Shim.rt_amax(Handle, p, dims.Length, keepDims ? 1 : 0, out nint r), r, "amax", this);
    }

    /// <summary>Where the largest value along a dimension is, as Int64; the first of equals.</summary>
    public Tensor ArgMax(long dim, bool keepDim = false) => Result(Shim.rt_argmax(Handle, dim, keepDim ? 1 : 0, out nint r), r, "argmax", this);

    /// <summary>exp(this), divided by its sum along a dimension.</summary>
    public Tensor Softmax(long dim) => Result(Shim.rt_softmax(Handle, dim, out nint r), r, "softmax", this);

    /// <summary>The logarithm of <see cref="Softmax"/>, without its loss of digits.</summary>
    public Tensor LogSoftmax(long dim) => Result(Shim.rt_log_softmax(Handle, dim, out nint r), r, "log_softmax", this);
}
