using System.Runtime.InteropServices;

namespace Rossby.Cairo;

/// <summary>Owns a surface or a context.</summary>
internal sealed class CairoHandle : SafeHandle
{
    readonly Action<nint> destroy;

    internal CairoHandle(nint pointer, Action<nint> destroy) : base(0, ownsHandle: true)
    {
        this.destroy = destroy;
        SetHandle(pointer);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer, for calls that the owner outlives.</summary>
    internal nint Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    protected override bool ReleaseHandle()
    {
        destroy(handle);
        return true;
    }
}
