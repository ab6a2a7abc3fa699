using System.Runtime.InteropServices;

namespace Rossby.Torch;

// One tensor.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial void rt_free(nint t);

    [LibraryImport(Library)]
    internal static partial void rt_free_many(nint* tensors, int n);

    [LibraryImport(Library)]
    internal static partial int rt_alias(nint t, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_sizes(nint t, long* sizes, int capacity, out int dimensions);

    [LibraryImport(Library)]
    internal static partial int rt_strides(nint t, long* strides, int capacity, out int dimensions);

    [LibraryImport(Library)]
    internal static partial int rt_dtype(nint t, out int dtype);

    [LibraryImport(Library)]
    internal static partial int rt_device(nint t, byte* buffer, int size);

    [LibraryImport(Library)]
    internal static partial int rt_data(nint t, out nint data);

    [LibraryImport(Library)]
    internal static partial int rt_is_contiguous(nint t, int format, out int result);

    [LibraryImport(Library)]
    internal static partial int rt_copy_to_host(nint t, nint destination, long bytes);

    [LibraryImport(Library)]
    internal static partial int rt_item(nint t, out double value);

    [LibraryImport(Library)]
    internal static partial int rt_to_dtype(nint t, int dtype, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_to_device(nint t, string device, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_contiguous(nint t, int format, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_clone(nint t, int format, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_set_data(nint t, nint data);
}
