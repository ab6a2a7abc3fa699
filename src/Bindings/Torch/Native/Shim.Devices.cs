using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Streams, events, pinned memory, statistics and graphs: shim/rossby_device.h.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_has_cuda_part();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_device_enter(string device);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_flat(nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_follow(nint b, int bucket, nint stream);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_cuda_identity(string device, out long identity);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_stream_new(string device, out nint stream);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_stream_current(string device, out nint stream);

    [LibraryImport(Library)]
    internal static partial void rt_stream_free(nint stream);

    [LibraryImport(Library)]
    internal static partial int rt_stream_enter(nint stream, out nint previous);

    [LibraryImport(Library)]
    internal static partial int rt_stream_wait(nint stream, nint e);

    [LibraryImport(Library)]
    internal static partial int rt_stream_synchronize(nint stream);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_event_new(string device, out nint e);

    [LibraryImport(Library)]
    internal static partial void rt_event_free(nint e);

    [LibraryImport(Library)]
    internal static partial int rt_event_record(nint e, nint stream);

    [LibraryImport(Library)]
    internal static partial int rt_event_query(nint e, out int done);

    [LibraryImport(Library)]
    internal static partial int rt_pinned(long* shape, int n, int dtype, int format, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_copy_async(nint to, nint from);

    [LibraryImport(Library)]
    internal static partial int rt_keep_for_stream(nint tensor, nint stream);

    [LibraryImport(Library)]
    internal static partial int rt_set_cuda_arithmetic(int tf32, int benchmark);

    [LibraryImport(Library)]
    internal static partial int rt_stream_native(nint stream, out nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_cuda_memory(string device, out long held, out long most, out long taken);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_cuda_reset_peak(string device);

    [LibraryImport(Library)]
    internal static partial int rt_cuda_release_cache();

    [LibraryImport(Library)]
    internal static partial int rt_graph_new(out nint graph);

    [LibraryImport(Library)]
    internal static partial void rt_graph_free(nint graph);

    [LibraryImport(Library)]
    internal static partial int rt_graph_begin(nint graph);

    [LibraryImport(Library)]
    internal static partial int rt_graph_end(nint graph);

    [LibraryImport(Library)]
    internal static partial int rt_graph_replay(nint graph);
}
