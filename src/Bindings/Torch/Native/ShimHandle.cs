using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>An object of the shim's, which whoever holds it disposes.</summary>
public abstract class ShimHandle : SafeHandle
{
    private protected ShimHandle() : base(0, ownsHandle: true)
    {
    }

    private protected ShimHandle(nint handle) : this() => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>What the shim's functions take.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    internal nint Raw
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }
}
