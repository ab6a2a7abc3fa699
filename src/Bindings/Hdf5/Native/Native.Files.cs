using System.Runtime.InteropServices;

namespace Rossby.Hdf5;

internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Fopen(string path, uint flags, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Fcreate(string path, uint flags, long creation, long access);

    [LibraryImport(Library)]
    internal static partial int H5Fflush(long file, int scope);

    [LibraryImport(Library)]
    internal static partial int H5Fclose(long file);

    [LibraryImport(Library)]
    internal static partial nint H5Fget_obj_count(long file, uint types);

    [LibraryImport(Library)]
    internal static unsafe partial nint H5Fget_obj_ids(long file, uint types, nint most, long* ids);

    [LibraryImport(Library)]
    internal static unsafe partial nint H5Fget_name(long file, byte* name, nint size);

    [LibraryImport(Library)]
    internal static partial int H5Iinc_ref(long id);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Gcreate2(long location, string name, long linkCreation, long groupCreation, long groupAccess);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Gopen2(long location, string name, long groupAccess);

    /// <summary>Fills <c>H5G_info_t</c> (storage type, number of links, largest creation order, mounted): 32 bytes, the count in the second word.</summary>
    [LibraryImport(Library)]
    internal static partial int H5Gget_info(long group, ulong* info);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint H5Lget_name_by_idx(long location, string group, int index, int order, ulong n, byte* name, nint size, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Lexists(long location, string name, long access);

    /// <summary>Fills <c>hobj_ref_t</c>, the address of the object's header: what tells objects apart in every version.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Rcreate(ulong* reference, long location, string name, int kind, long space);

    /// <summary>Fails for a hard link, which is how the kinds are told apart: H5Lget_info has another layout in each version.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int H5Lget_val(long location, string name, byte* value, nint size, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial long H5Oopen(long location, string name, long access);
}
