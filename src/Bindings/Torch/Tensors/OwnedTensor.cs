namespace Rossby.Torch;

/// <summary>
/// A tensor that outlives scopes: optimizer state, a prefetched batch. Whoever holds it disposes it. Its memory may be
/// filled by other threads (readers) as long as no tensor operation runs on it.
/// </summary>
public sealed class OwnedTensor : ShimHandle
{
    internal OwnedTensor(nint handle) : base(handle)
    {
    }

    /// <summary>A tensor of zeros; needs no scope.</summary>
    public static unsafe OwnedTensor Zeros(
        ReadOnlySpan<long> shape, ScalarType dtype = ScalarType.Float32, MemoryFormat format = MemoryFormat.Contiguous, Device device = default)
    {
        fixed (long* p = shape)
        {
            int status = Shim.rt_full(p, shape.Length, 0, (int)dtype, device.NativeName, (int)format, out nint result);
            return status == 0 ? new OwnedTensor(result) : throw TorchException.Of(status, "zeros", Tensor.Text(shape));
        }
    }

    /// <summary>Zeros in main memory from which a device may copy while the caller goes on: pinned where the device is a GPU. Needs no scope.</summary>
    /// <param name="shape">Lengths.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="format">Their order.</param>
    /// <param name="towards">The device.</param>
    public static unsafe OwnedTensor ZerosTowards(ReadOnlySpan<long> shape, ScalarType dtype, MemoryFormat format, Device towards)
    {
        if (!towards.IsCuda) return Zeros(shape, dtype, format);
        fixed (long* p = shape)
        {
            int status = Shim.rt_pinned(p, shape.Length, (int)dtype, (int)format, out nint result);
            return status == 0 ? new OwnedTensor(result) : throw TorchException.Of(status, "pinned memory", Tensor.Text(shape));
        }
    }

    /// <summary>Takes another's values in the current stream; the caller does not wait, and leaves the other as it is until the stream has come by.</summary>
    public void CopyAsync(OwnedTensor from) => TorchException.Check(Shim.rt_copy_async(Raw, from.Raw), "copy");

    /// <summary>The address of its first element in main memory; for a channels-last tensor the elements follow as [B, H, W, C].</summary>
    /// <exception cref="InvalidOperationException">It lies on a device.</exception>
    public unsafe nint DataPointer
    {
        get
        {
            if (!Tensor.DeviceOf(Raw).IsCpu) throw new InvalidOperationException("A tensor on a device has no address in main memory.");
            TorchException.Check(Shim.rt_data(handle, out nint data), "data");
            return data;
        }
    }

    /// <summary>The address of its first element where it lies, for other libraries; of no use to the host where that is a device.</summary>
    public nint Address
    {
        get
        {
            TorchException.Check(Shim.rt_data(Raw, out nint data), "data");
            return data;
        }
    }

    /// <summary>Its lengths.</summary>
    public long[] Shape => Tensor.ShapeOf(Raw);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_free(handle);
        return true;
    }

    internal nint Alias()
    {
        TorchException.Check(Shim.rt_alias(Raw, out nint result), "alias");
        return result;
    }
}
