using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Version, errors, threads.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_last_error(byte* buffer, int size);

    [LibraryImport(Library)]
    internal static partial long rt_live_handles();

    [LibraryImport(Library)]
    internal static partial int rt_info(int what, byte* buffer, int size);

    [LibraryImport(Library)]
    internal static partial int rt_cuda_devices(out int count);

    [LibraryImport(Library)]
    internal static partial int rt_set_threads(int intraOp, int interOp);

    [LibraryImport(Library)]
    internal static partial int rt_threads(out int intraOp, out int loops, out int interOp);

    [LibraryImport(Library)]
    internal static partial int rt_has_narrow_products(out int result);

    [LibraryImport(Library)]
    internal static partial int rt_set_deterministic(int on);

    [LibraryImport(Library)]
    internal static partial int rt_set_flush_denormal(int on, out int supported);

    [LibraryImport(Library)]
    internal static partial int rt_keep_memory();
}
