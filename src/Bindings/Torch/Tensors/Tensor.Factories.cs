namespace Rossby.Torch;

// Tensors from nothing, from numbers, and over memory that the caller owns.
public sealed unsafe partial class Tensor
{
    /// <summary>All zero.</summary>
    public static Tensor Zeros(ReadOnlySpan<long> shape, ScalarType dtype = ScalarType.Float32, Device device = default, MemoryFormat format = MemoryFormat.Contiguous) =>
        Full(shape, 0, dtype, device, format);

    /// <summary>All one.</summary>
    public static Tensor Ones(ReadOnlySpan<long> shape, ScalarType dtype = ScalarType.Float32, Device device = default, MemoryFormat format = MemoryFormat.Contiguous) =>
        Full(shape, 1, dtype, device, format);

    /// <summary>All one value.</summary>
    public static Tensor Full(
        ReadOnlySpan<long> shape, double value, ScalarType dtype = ScalarType.Float32, Device device = default, MemoryFormat format = MemoryFormat.Contiguous)
    {
        fixed (long* p = shape)
        {
            int status = Shim.rt_full(p, shape.Length, value, (int)dtype, device.NativeName, (int)format, out nint result);
            return status == 0 ? Result(status, result, "full") : throw TorchException.Of(status, "full", Text(shape));
        }
    }

    /// <summary>Values that nobody has set yet.</summary>
    public static Tensor Empty(ReadOnlySpan<long> shape, ScalarType dtype = ScalarType.Float32, Device device = default, MemoryFormat format = MemoryFormat.Contiguous)
    {
        fixed (long* p = shape)
        {
            int status = Shim.rt_empty(p, shape.Length, (int)dtype, device.NativeName, (int)format, out nint result);
            return status == 0 ? Result(status, result, "empty") : throw TorchException.Of(status, "empty", Text(shape));
        }
    }

    /// <summary>start, start + step, ..., below <paramref name="end"/>.</summary>
    public static Tensor Arange(double start, double end, double step = 1, ScalarType dtype = ScalarType.Int64, Device device = default) =>
        Result(Shim.rt_arange(start, end, step, (int)dtype, device.NativeName, out nint result), result, "arange");

    /// <summary>A copy of numbers in the order of the dimensions; the type follows <typeparamref name="T"/>.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape, Device device = default) where T : unmanaged
    {
        long count = 1;
        foreach (long length in shape) count *= length;
        if (count != values.Length) throw new ArgumentException($"{values.Length} values do not fill {Text(shape)}.", nameof(values));
        fixed (T* data = values)
        fixed (long* p = shape)
        {
            // An empty span has no address, and libtorch reads none.
            int status = Shim.rt_from_host((nint)data, p, shape.Length, (int)ScalarTypes.Of<T>(), device.NativeName, out nint result);
            return status == 0 ? Result(status, result, "from") : throw TorchException.Of(status, "from", Text(shape));
        }
    }

    /// <summary>A copy of elements in the order of the dimensions, given as the machine's bytes.</summary>
    public static Tensor FromBytes(ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape, ScalarType dtype, Device device = default)
    {
        long count = 1;
        foreach (long length in shape) count *= length;
        if (count * dtype.ByteSize() != bytes.Length) throw new ArgumentException($"{bytes.Length} bytes do not fill {Text(shape)} of {dtype}.", nameof(bytes));
        fixed (byte* data = bytes)
        fixed (long* p = shape)
        {
            int status = Shim.rt_from_host((nint)data, p, shape.Length, (int)dtype, device.NativeName, out nint result);
            return status == 0 ? Result(status, result, "from") : throw TorchException.Of(status, "from", Text(shape));
        }
    }

    /// <summary>One number, of no dimension.</summary>
    public static Tensor Scalar(double value, ScalarType dtype = ScalarType.Float32, Device device = default) => Full([], value, dtype, device);

    /// <summary>A tensor over memory that the caller owns, keeps where it is, and frees only after the tensor's scope has ended.</summary>
    /// <param name="data">The address of the first element in main memory.</param>
    /// <param name="shape">Lengths.</param>
    /// <param name="strides">Distances of neighbours along each dimension, in elements.</param>
    /// <param name="dtype">The type of the elements.</param>
    public static Tensor FromMemory(nint data, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, ScalarType dtype = ScalarType.Float32)
    {
        if (shape.Length != strides.Length) throw new ArgumentException("One stride per dimension is needed.", nameof(strides));
        fixed (long* p = shape, s = strides)
        {
            int status = Shim.rt_from_memory(data, p, s, shape.Length, (int)dtype, out nint result);
            return status == 0 ? Result(status, result, "from memory") : throw TorchException.Of(status, "from memory", Text(shape));
        }
    }
}
