using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Gradients.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_set_grad_mode(int on, out int previous);

    [LibraryImport(Library)]
    internal static partial int rt_grad_mode(out int on);

    [LibraryImport(Library)]
    internal static partial int rt_recomputed(nint x, nint y, nint function, nint release, nint context, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_set_requires_grad(nint t, int on);

    [LibraryImport(Library)]
    internal static partial int rt_requires_grad(nint t, out int on);

    [LibraryImport(Library)]
    internal static partial int rt_detach(nint t, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_backward(nint t, nint gradient);

    [LibraryImport(Library)]
    internal static partial int rt_gradient(nint t, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_set_gradient(nint t, nint gradient);

    [LibraryImport(Library)]
    internal static partial int rt_clear_gradients(nint* tensors, int n);

    [LibraryImport(Library)]
    internal static partial int rt_gradients_of(nint output, nint* inputs, int n, nint* results);
}
