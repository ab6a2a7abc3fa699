using System.Runtime.InteropServices;

namespace Rossby.Hdf5;

internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Dcreate2(long location, string name, long type, long space, long linkCreation, long creation, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Dopen2(long location, string name, long access);

    [LibraryImport(Library)]
    internal static partial long H5Dget_space(long dataset);

    [LibraryImport(Library)]
    internal static partial long H5Dget_type(long dataset);

    [LibraryImport(Library)]
    internal static partial long H5Dget_create_plist(long dataset);

    [LibraryImport(Library)]
    internal static partial ulong H5Dget_offset(long dataset);

    [LibraryImport(Library)]
    internal static partial ulong H5Dget_storage_size(long dataset);

    [LibraryImport(Library)]
    internal static partial int H5Dread(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Dwrite(long dataset, long memoryType, long memorySpace, long fileSpace, long transfer, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Dwrite_chunk(long dataset, long transfer, uint filterMask, ulong* offset, nint bytes, void* buffer);

    [LibraryImport(Library)]
    internal static partial int H5Dget_num_chunks(long dataset, long fileSpace, out ulong count);

    [LibraryImport(Library)]
    internal static partial int H5Dget_chunk_info(long dataset, long fileSpace, ulong index, ulong* offset, out uint filterMask, out ulong address, out ulong size);

    [LibraryImport(Library)]
    internal static partial int H5Dget_chunk_info_by_coord(long dataset, ulong* offset, out uint filterMask, out ulong address, out ulong size);

    [LibraryImport(Library)]
    internal static partial long H5Screate(int spaceClass);

    [LibraryImport(Library)]
    internal static partial long H5Screate_simple(int rank, ulong* shape, ulong* maximum);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_type(long space);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_ndims(long space);

    [LibraryImport(Library)]
    internal static partial int H5Sget_simple_extent_dims(long space, ulong* shape, ulong* maximum);

    [LibraryImport(Library)]
    internal static partial long H5Sget_simple_extent_npoints(long space);

    [LibraryImport(Library)]
    internal static partial int H5Sselect_hyperslab(long space, int operation, ulong* start, ulong* stride, ulong* count, ulong* block);
}
