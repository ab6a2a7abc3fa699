using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>
/// Memory of our own for one tensor's values, taken again and again. Taking (<see cref="HostCopies"/>) is a plain copy in the order in which the values
/// lie; <see cref="Order"/>, on any thread, then brings them into the order of the dimensions.
/// </summary>
public sealed unsafe class HostCopy
{
    readonly Func<nint> handle;
    readonly byte[] values;
    readonly bool isChannelsLast;
    bool isOrdered = true;

    HostCopy(string name, Func<nint> handle, Tensor like)
    {
        (Name, this.handle) = (name, handle);
        (DType, Shape) = (like.DType, like.Shape);
        values = GC.AllocateArray<byte>(checked((int)(like.NumberOfElements * DType.ByteSize())), pinned: true);
        bool isContiguous = like.IsContiguous();
        isChannelsLast = !isContiguous && Shape.Count == 4 && like.IsContiguous(MemoryFormat.ChannelsLast);
        IsDense = like.Device.IsCpu && (isContiguous || isChannelsLast);
    }

    /// <summary>Of a parameter or running statistic.</summary>
    public static HostCopy Of(Parameter parameter)
    {
        using var scope = TensorScope.Begin();
        return new(parameter.Name, () => parameter.Raw, parameter.Value);
    }

    /// <summary>Of optimizer state.</summary>
    public static HostCopy Of(string name, OwnedTensor tensor)
    {
        using var scope = TensorScope.Begin();
        return new(name, () => tensor.Raw, scope.Import(tensor));
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public ScalarType DType { get; }

    /// <summary>Its lengths.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Whether the values lie in one block of main memory.</summary>
    internal bool IsDense { get; }

    /// <summary>The values as last taken, in the order of the dimensions once <see cref="Order"/> has run.</summary>
    public ReadOnlyMemory<byte> Values => values;

    /// <summary>Where the values go, which nothing moves.</summary>
    internal nint Destination => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(values));

    /// <summary>The tensor whose values are about to be taken as they lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal nint Begin()
    {
        isOrdered = !isChannelsLast;
        return handle();
    }

    /// <summary>Takes what is no block of main memory, at once in the order of the dimensions.</summary>
    internal void Take()
    {
        TorchException.Check(Shim.rt_copy_to_host(handle(), Destination, values.Length), Name);
        isOrdered = true;
    }

    /// <summary>Brings the values into the order of the dimensions.</summary>
    /// <param name="scratch">Memory for as many bytes as the values are.</param>
    public void Order(Span<byte> scratch)
    {
        if (isOrdered) return;
        var from = scratch[..values.Length];
        values.CopyTo(from);
        switch (DType.ByteSize())
        {
            case 1: Transpose<byte>(from); break;
            case 2: Transpose<ushort>(from); break;
            case 4: Transpose<uint>(from); break;
            default: Transpose<ulong>(from); break;
        }
        isOrdered = true;
    }

    // [B, H W, C] to [B, C, H W].
    void Transpose<T>(ReadOnlySpan<byte> bytes) where T : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, T>(bytes);
        var to = MemoryMarshal.Cast<byte, T>(values.AsSpan());
        int channels = (int)Shape[1], cells = (int)(Shape[2] * Shape[3]), image = channels * cells;
        for (int start = 0; start < to.Length; start += image)
        {
            for (int c = 0; c < channels; c++)
            {
                var row = to.Slice(start + c * cells, cells);
                for (int x = 0; x < cells; x++) row[x] = from[start + x * channels + c];
            }
        }
    }
}
