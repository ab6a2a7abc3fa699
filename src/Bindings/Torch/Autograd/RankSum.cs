using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>A sum over ranks that operations call in the middle of forward and backward passes, in the same order on every rank.</summary>
public sealed unsafe class RankSum : IDisposable
{
    readonly GCHandle handle;
    readonly NativeCallback callback = NativeCallback.OfThisThread;

    /// <summary>Takes the sum; the passes that call it are this thread's.</summary>
    /// <param name="sum">Adds values up over ranks, in place, and returns when it is done.</param>
    public RankSum(Action<Span<double>> sum)
    {
        Sum = sum;
        handle = GCHandle.Alloc(this);
    }

    Action<Span<double>> Sum { get; }

    /// <summary>What the shim hands back to <see cref="Function"/>.</summary>
    internal nint Context => GCHandle.ToIntPtr(handle);

    /// <summary>What the shim calls.</summary>
    internal static nint Function => (nint)(delegate* unmanaged<nint, double*, long, int>)&Run;

    /// <summary>Nothing that was recorded with it may run its backward pass any more.</summary>
    public void Dispose() => handle.Free();

    [UnmanagedCallersOnly]
    static int Run(nint context, double* values, long count)
    {
        var all = (RankSum)GCHandle.FromIntPtr(context).Target!;
        return all.callback.Run(() => all.Sum(new(values, checked((int)count))));
    }
}
