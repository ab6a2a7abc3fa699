using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>
/// Functions of whose work only input and result are kept: the backward pass runs them again (Chen et al. 2016), which costs a forward pass and saves the
/// memory of all that lies between.
/// </summary>
public static unsafe class Recomputation
{
    /// <summary>The value of a function.</summary>
    /// <param name="x">Its input, which it leaves as it is.</param>
    /// <param name="function">Gives the value.</param>
    /// <param name="again">The same function in the backward pass, while the caller waits for it; it must give the same value.</param>
    public static Tensor Call(Tensor x, Func<Tensor, Tensor> function, Func<Tensor, Tensor> again)
    {
        using var scope = TensorScope.Begin();
        Tensor y;
        using (Autograd.NoGrad()) y = function(x);
        nint context = GCHandle.ToIntPtr(GCHandle.Alloc(new Work(again, NativeCallback.OfThisThread)));
        nint run = (nint)(delegate* unmanaged<nint, nint, nint*, int>)&Run, release = (nint)(delegate* unmanaged<nint, void>)&Release;
        return scope.Return(Tensor.Result(Shim.rt_recomputed(x.Handle, y.Handle, run, release, context, out nint r), r, "recomputed", x));
    }

    [UnmanagedCallersOnly]
    static int Run(nint context, nint x, nint* y)
    {
        var work = (Work)GCHandle.FromIntPtr(context).Target!;
        return work.Callback.Run(() =>
        {
            using var scope = TensorScope.Begin();
            *y = work.Again(scope.Wrap(x)).Take();
        });
    }

    [UnmanagedCallersOnly]
    static void Release(nint context) => GCHandle.FromIntPtr(context).Free();

    sealed record Work(Func<Tensor, Tensor> Again, NativeCallback Callback);
}
