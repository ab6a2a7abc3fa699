namespace Rossby.Torch;

/// <summary>A stretch of code whose operations go to another stream; ends when disposed.</summary>
public readonly ref struct DeviceStreamScope
{
    readonly DeviceStream previous;

    internal DeviceStreamScope(DeviceStream previous) => this.previous = previous;

    /// <summary>Puts back what was before.</summary>
    public void Dispose()
    {
        TorchException.Check(Shim.rt_stream_enter(previous.Raw, out nint left), "stream");
        Shim.rt_stream_free(left);
        previous.Dispose();
    }
}
