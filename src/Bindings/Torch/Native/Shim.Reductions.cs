using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Over dimensions.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_sum(nint a, long* dims, int n, int keep, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_mean(nint a, long* dims, int n, int keep, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_amax(nint a, long* dims, int n, int keep, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_argmax(nint a, long dim, int keep, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_softmax(nint a, long dim, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_log_softmax(nint a, long dim, out nint result);
}
