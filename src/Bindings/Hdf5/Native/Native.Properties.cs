using System.Runtime.InteropServices;

namespace Rossby.Hdf5;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial long H5Pcreate(long propertyClass);

    [LibraryImport(Library)]
    internal static partial int H5Pset_fclose_degree(long access, int degree);

    [LibraryImport(Library)]
    internal static partial int H5Pset_libver_bounds(long access, int low, int high);

    [LibraryImport(Library)]
    internal static partial int H5Pset_alignment(long access, ulong threshold, ulong alignment);

    [LibraryImport(Library)]
    internal static partial int H5Pset_obj_track_times(long creation, uint track);

    [LibraryImport(Library)]
    internal static partial int H5Pset_alloc_time(long creation, int time);

    [LibraryImport(Library)]
    internal static partial int H5Pset_fill_time(long creation, int time);

    [LibraryImport(Library)]
    internal static partial int H5Pset_layout(long creation, int layout);

    [LibraryImport(Library)]
    internal static partial int H5Pset_chunk(long creation, int rank, ulong* shape);

    [LibraryImport(Library)]
    internal static partial int H5Pset_shuffle(long creation);

    [LibraryImport(Library)]
    internal static partial int H5Pset_deflate(long creation, uint level);

    [LibraryImport(Library)]
    internal static partial int H5Pget_layout(long creation);

    [LibraryImport(Library)]
    internal static partial int H5Pget_chunk(long creation, int rank, ulong* shape);

    [LibraryImport(Library)]
    internal static partial int H5Pget_external_count(long creation);

    [LibraryImport(Library)]
    internal static partial int H5Pget_virtual_count(long creation, out nint count);

    [LibraryImport(Library)]
    internal static partial int H5Pget_external(long creation, uint index, nint nameBytes, byte* name, out long offset, out ulong bytes);

    [LibraryImport(Library)]
    internal static partial nint H5Pget_virtual_filename(long creation, nint index, byte* name, nint size);

    [LibraryImport(Library)]
    internal static partial int H5Pget_nfilters(long creation);

    [LibraryImport(Library)]
    internal static partial int H5Zfilter_avail(int filter);

    [LibraryImport(Library)]
    internal static partial int H5Pget_filter2(long creation, uint index, out uint flags, ref nint valueCount, uint* values, nint nameLength, byte* name, out uint config);
}
