namespace Rossby.Torch;

/// <summary>A place in a stream, which others can wait for.</summary>
public sealed class DeviceEvent : ShimHandle
{
    /// <summary>One that was not recorded yet, and counts as done.</summary>
    public DeviceEvent(Device device)
    {
        TorchException.Check(Shim.rt_event_new(device.NativeName, out nint result), "event");
        SetHandle(result);
    }

    /// <summary>Whether its stream has come there.</summary>
    public bool IsDone
    {
        get
        {
            TorchException.Check(Shim.rt_event_query(Raw, out int done), "event");
            return done != 0;
        }
    }

    /// <summary>Is the end of a stream as it stands, in place of where it was before.</summary>
    public void Record(DeviceStream stream) => TorchException.Check(Shim.rt_event_record(Raw, stream.Raw), "event");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_event_free(handle);
        return true;
    }
}
