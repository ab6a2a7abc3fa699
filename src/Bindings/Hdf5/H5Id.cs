using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>Owns one <c>hid_t</c> of any kind; H5Idec_ref closes whatever it is. Released under the gate, on whichever thread.</summary>
internal sealed class H5Id : SafeHandle
{
    internal H5Id(long id) : base(-1, ownsHandle: true) => SetHandle((nint)id);

    public override bool IsInvalid => handle < 0;

    /// <summary>The identifier. Read it, and use it, under the gate: a finalizer needs the gate to close it.</summary>
    internal long Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    protected override bool ReleaseHandle()
    {
        using var gate = HdfGate.Enter();
        return Native.H5Idec_ref(handle) >= 0;
    }
}
