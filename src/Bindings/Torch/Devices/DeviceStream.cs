namespace Rossby.Torch;

/// <summary>A queue of a device's work, which the device carries out in its order; of what lies in different streams it says nothing.</summary>
public sealed class DeviceStream : ShimHandle
{
    internal DeviceStream(nint handle) : base(handle)
    {
    }

    /// <summary>One from libtorch's pool.</summary>
    /// <exception cref="TorchException">There is no such device.</exception>
    public static DeviceStream New(Device device)
    {
        TorchException.Check(Shim.rt_stream_new(device.NativeName, out nint result), "stream");
        return new(result);
    }

    /// <summary>The one to which this thread's operations on a device go.</summary>
    public static DeviceStream Current(Device device)
    {
        TorchException.Check(Shim.rt_stream_current(device.NativeName, out nint result), "stream");
        return new(result);
    }

    /// <summary>The native handle for other libraries, a <c>cudaStream_t</c> where the device is a GPU; valid as long as libtorch is.</summary>
    public nint Native
    {
        get
        {
            TorchException.Check(Shim.rt_stream_native(Raw, out nint result), "stream");
            return result;
        }
    }

    /// <summary>Has this thread's operations on the device go here until the result is disposed.</summary>
    public DeviceStreamScope Enter()
    {
        TorchException.Check(Shim.rt_stream_enter(Raw, out nint previous), "stream");
        return new(new(previous));
    }

    /// <summary>What comes into the stream later waits for an event; the caller does not.</summary>
    public void WaitFor(DeviceEvent what) => TorchException.Check(Shim.rt_stream_wait(Raw, what.Raw), "stream");

    /// <summary>The caller waits until all that is in the stream is done.</summary>
    public void Synchronize() => TorchException.Check(Shim.rt_stream_synchronize(Raw), "stream");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_stream_free(handle);
        return true;
    }
}
