using System.Runtime.InteropServices;
using System.Text;

namespace Rossby.Torch;

/// <summary>
/// A value of the innermost <see cref="TensorScope"/> of its thread, dead once that scope ends; it has no finalizer.
/// What must live longer goes through <see cref="ToOwned"/>. All operations of a process are called from one thread.
/// </summary>
public sealed unsafe partial class Tensor
{
    nint handle;
    long[]? shape;

    internal Tensor(nint handle) => this.handle = handle;

    internal TensorScope? Scope { get; set; }

    internal int Slot { get; set; }

    internal nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Tensor),
        "The TensorScope that owned this tensor has ended. Return it from the scope (scope.Return, or from a module's Forward), or keep it with ToOwned().");

    /// <summary>Its lengths.</summary>
    public IReadOnlyList<long> Shape => shape ??= ShapeOf(Handle);

    /// <summary>The number of its dimensions.</summary>
    public int Dimensions => Shape.Count;

    /// <summary>The number of its elements.</summary>
    public long NumberOfElements => Shape.Aggregate(1L, (n, length) => n * length);

    /// <summary>Its lengths as <c>[2, 16, 96, 144]</c>.</summary>
    public string ShapeText => handle == 0 ? "[ended]" : Text(shape ??= ShapeOf(handle));

    /// <summary>The type of its elements.</summary>
    public ScalarType DType
    {
        get
        {
            TorchException.Check(Shim.rt_dtype(Handle, out int dtype), "dtype");
            return (ScalarType)dtype;
        }
    }

    /// <summary>Where it lies.</summary>
    public Device Device => DeviceOf(Handle);

    /// <summary>How far apart neighbours along each dimension lie, in elements.</summary>
    public long[] Strides
    {
        get
        {
            long* buffer = stackalloc long[MaxDimensions];
            TorchException.Check(Shim.rt_strides(Handle, buffer, MaxDimensions, out int n), "strides");
            return new ReadOnlySpan<long>(buffer, n).ToArray();
        }
    }

    /// <summary>Whether the elements lie without gaps in the given order.</summary>
    public bool IsContiguous(MemoryFormat format = MemoryFormat.Contiguous)
    {
        TorchException.Check(Shim.rt_is_contiguous(Handle, (int)format, out int result), "is_contiguous");
        return result != 0;
    }

    /// <summary>Ends it ahead of its scope: for a map that nothing reads any more, where the next ones are as large. What is recorded for gradients stays.</summary>
    public void Free() => (Scope ?? throw TensorScope.NoneOpen()).Free(this);

    /// <summary>The same values without a scope, sharing memory; gradients do not cross.</summary>
    public OwnedTensor ToOwned()
    {
        int status = Shim.rt_detach(Handle, out nint result);
        TorchException.Check(status, "detach", this);
        return new OwnedTensor(result);
    }

    /// <summary>Copies all elements to main memory, in the order of the dimensions whatever the memory format.</summary>
    /// <exception cref="TorchException">The destination's bytes are not the tensor's.</exception>
    public void CopyTo<T>(Span<T> destination) where T : unmanaged
    {
        if (ScalarTypes.Of<T>() != DType) throw new ArgumentException($"The tensor holds {DType}, the destination {typeof(T).Name}.", nameof(destination));
        fixed (T* p = destination)
            TorchException.Check(Shim.rt_copy_to_host(Handle, (nint)p, destination.Length * (long)sizeof(T)), "copy", this);
    }

    /// <summary>As <see cref="CopyTo"/>, whatever the type: the elements' bytes as the machine has them.</summary>
    public void CopyBytesTo(Span<byte> destination)
    {
        fixed (byte* p = destination) TorchException.Check(Shim.rt_copy_to_host(Handle, (nint)p, destination.Length), "copy", this);
    }

    /// <summary>All elements, in the order of the dimensions.</summary>
    public T[] ToArray<T>() where T : unmanaged
    {
        var values = new T[NumberOfElements];
        CopyTo<T>(values);
        return values;
    }

    /// <summary>The one element of a tensor that has one.</summary>
    public double Item()
    {
        TorchException.Check(Shim.rt_item(Handle, out double value), "item", this);
        return value;
    }

    internal nint Take()
    {
        nint taken = handle;
        handle = 0;
        return taken;
    }

    internal static Tensor Result(int status, nint result, string operation, params ReadOnlySpan<Tensor?> inputs)
    {
        if (status != 0) throw TorchException.Of(status, operation, TorchException.ShapesOf(inputs));
        if (TensorScope.CurrentOrNull is { } scope) return scope.Wrap(result);
        Shim.rt_free(result);
        throw TensorScope.NoneOpen();
    }

    internal static string Text(ReadOnlySpan<long> shape)
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < shape.Length; i++) text.Append(i == 0 ? "" : ", ").Append(shape[i]);
        return text.Append(']').ToString();
    }

    internal static long[] ShapeOf(nint handle)
    {
        long* buffer = stackalloc long[MaxDimensions];
        TorchException.Check(Shim.rt_sizes(handle, buffer, MaxDimensions, out int n), "shape");
        return new ReadOnlySpan<long>(buffer, n).ToArray();
    }

    internal static Device DeviceOf(nint handle)
    {
        byte* buffer = stackalloc byte[32];
        return Shim.rt_device(handle, buffer, 32) < 0 ? throw TorchException.Of(1, "device", "") : new Device(Marshal.PtrToStringUTF8((nint)buffer));
    }

    // No field of ours has more.
    const int MaxDimensions = 16;
}
