using System.Runtime.InteropServices;

namespace Rossby.Torch;

// All gradients of a list.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_gradient_norm(nint* tensors, int n, out double norm);

    [LibraryImport(Library)]
    internal static partial int rt_scale_gradients(nint* tensors, int n, double factor);
}
