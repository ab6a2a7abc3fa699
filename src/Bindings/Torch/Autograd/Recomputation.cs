using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>
/// Functions of whose work only input and result are kept: the backward pass runs them again (Chen et al. 2016), which costs a forward pass and saves the
/// memory of all that lies between.
/// </summary>
public static unsafe class Recomputation
{
    // Where this thread's backward pass finds what a function threw, since no exception crosses libtorch's frames. Functions carry it with them: on a device
    // libtorch runs them on a thread of its own.
    [ThreadStatic]
    static Thrown? mine;

    /// <summary>The value of a function.</summary>
    /// <param name="x">Its input, which it leaves as it is.</param>
    /// <param name="function">Gives the value.</param>
    /// <param name="again">The same function in the backward pass, while the caller waits for it; it must give the same value.</param>
    public static Tensor Call(Tensor x, Func<Tensor, Tensor> function, Func<Tensor, Tensor> again)
    {
        using var scope = TensorScope.Begin();
        Tensor y;
        using (Autograd.NoGrad()) y = function(x);
        nint context = GCHandle.ToIntPtr(GCHandle.Alloc(new Work(again, mine ??= new())));
        nint run = (nint)(delegate* unmanaged<nint, nint, nint*, int>)&Run, release = (nint)(delegate* unmanaged<nint, void>)&Release;
        return scope.Return(Tensor.Result(Shim.rt_recomputed(x.Handle, y.Handle, run, release, context, out nint r), r, "recomputed", x));
    }

    /// <summary>Throws what a function threw in the backward pass of this thread.</summary>
    internal static void ThrowIfFailed()
    {
        if (mine is { } thrown) Interlocked.Exchange(ref thrown.First, null)?.Throw();
    }

    [UnmanagedCallersOnly]
    static int Run(nint context, nint x, nint* y)
    {
        var work = (Work)GCHandle.FromIntPtr(context).Target!;
#pragma warning disable CA1031 // Thrown again behind libtorch's frames.
        try
        {
            using var scope = TensorScope.Begin();
            *y = work.Again(scope.Wrap(x)).Take();
            return 0;
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref work.Thrown.First, ExceptionDispatchInfo.Capture(e), null);
            return 1;
        }
#pragma warning restore CA1031
    }

    [UnmanagedCallersOnly]
    static void Release(nint context) => GCHandle.FromIntPtr(context).Free();

    sealed record Work(Func<Tensor, Tensor> Again, Thrown Thrown);

    sealed class Thrown
    {
        public ExceptionDispatchInfo? First;
    }
}
