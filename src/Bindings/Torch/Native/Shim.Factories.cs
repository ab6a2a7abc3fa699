using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Making tensors.
static unsafe partial class Shim
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_empty(long* shape, int n, int dtype, string device, int format, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_full(long* shape, int n, double value, int dtype, string device, int format, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_arange(double start, double end, double step, int dtype, string device, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_from_host(nint data, long* shape, int n, int dtype, string device, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_from_memory(nint data, long* shape, long* strides, int n, int dtype, out nint result);
}
