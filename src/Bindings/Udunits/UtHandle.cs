using System.Runtime.InteropServices;

namespace Rossby.Udunits;

/// <summary>Owns a unit, a converter or the unit system.</summary>
internal sealed class UtHandle : SafeHandle
{
    readonly Action<nint> free;

    internal UtHandle(nint pointer, Action<nint> free) : base(0, ownsHandle: true)
    {
        this.free = free;
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
        free(handle);
        return true;
    }
}
