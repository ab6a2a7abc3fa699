using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Where a device's time goes: shim/rossby_profile.h.
static unsafe partial class Shim
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_marks_new(string device, int counts, out nint marks);

    [LibraryImport(Library)]
    internal static partial void rt_marks_free(nint marks);

    [LibraryImport(Library)]
    internal static partial int rt_mark(nint marks, long tag);

    [LibraryImport(Library)]
    internal static partial int rt_mark_gradient(nint marks, nint t, long tag);

    [LibraryImport(Library)]
    internal static partial int rt_marks_read(nint marks, int capacity, long* tags, double* milliseconds, long* bytes, out int count);
}
