using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Copies of many tensors at one moment: shim/rossby_copies.h.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_copy_blocks(nint* tensors, nint* destinations, long* bytes, int n, int threads);
}
