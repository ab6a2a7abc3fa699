using System.Runtime.InteropServices;

namespace Rossby.Hdf5;

internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Acreate2(long location, string name, long type, long space, long creation, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Aopen(long location, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Aexists(long location, string name);

    [LibraryImport(Library)]
    internal static partial int H5Aget_num_attrs(long location);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Aget_name_by_idx(long location, string name, int index, int order, ulong n, byte* buffer, nint size, long access);

    [LibraryImport(Library)]
    internal static partial int H5Awrite(long attribute, long type, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Aread(long attribute, long type, void* buffer);

    [LibraryImport(Library)]
    internal static partial long H5Aget_type(long attribute);

    [LibraryImport(Library)]
    internal static partial long H5Aget_space(long attribute);
}
