using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>
/// Functions of whose work only input and result are kept: the backward pass runs them again (Chen et al. 2016), which costs a forward pass and saves the
/// memory of all that lies between.
/// </summary>
public static unsafe class Recomputation
{
    // Of this thread's backward pass: no exception crosses libtorch's frames.
    [ThreadStatic]
    static ExceptionDispatchInfo? failure;

    /// <summary>The value of a function.</summary>
    /// <param name="x">Its input, which it leaves as it is.</param>
    /// <param name="function">Gives the value.</param>
    /// <param name="again">The same function in the backward pass, on the same thread; it must give the same value.</param>
    public static Tensor Call(Tensor x, Func<Tensor, Tensor> function, Func<Tensor, Tensor> again)
    {
        using var scope = TensorScope.Begin();
        Tensor y;
        using (Autograd.NoGrad()) y = function(x);
        nint context = GCHandle.ToIntPtr(GCHandle.Alloc(again));
        nint run = (nint)(delegate* unmanaged<nint, nint, nint*, int>)&Run, release = (nint)(delegate* unmanaged<nint, void>)&Release;
        return scope.Return(Tensor.Result(Shim.rt_recomputed(x.Handle, y.Handle, run, release, context, out nint r), r, "recomputed", x));
    }

    /// <summary>Throws what a function threw in the backward pass of this thread.</summary>
    internal static void ThrowIfFailed()
    {
        var thrown = failure;
        failure = null;
        thrown?.Throw();
    }

    [UnmanagedCallersOnly]
    static int Run(nint context, nint x, nint* y)
    {
#pragma warning disable CA1031 // Thrown again behind libtorch's frames.
        try
        {
            using var scope = TensorScope.Begin();
            *y = ((Func<Tensor, Tensor>)GCHandle.FromIntPtr(context).Target!)(scope.Wrap(x)).Take();
            return 0;
        }
        catch (Exception e)
        {
            failure ??= ExceptionDispatchInfo.Capture(e);
            return 1;
        }
#pragma warning restore CA1031
    }

    [UnmanagedCallersOnly]
    static void Release(nint context) => GCHandle.FromIntPtr(context).Free();
}
