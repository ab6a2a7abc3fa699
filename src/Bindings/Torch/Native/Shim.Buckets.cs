using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Buckets of gradients.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_buckets_new(nint* parameters, int* bucketOf, int n, int hooked, out nint result);

    [LibraryImport(Library)]
    internal static partial void rt_buckets_free(nint b);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_data(nint b, out nint data);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_place(nint b, int i, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_arm(nint b);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_wait(nint b, int bucket, long microseconds, out int state);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_close(nint b, byte* reached);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_abandon(nint b);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_exchange(nint b, byte* reached);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_take_held(nint b);
}
