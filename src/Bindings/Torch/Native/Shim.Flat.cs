using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Tensors side by side: shim/rossby_flat.h.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_flatten(nint* tensors, int n, out nint flat);
}
