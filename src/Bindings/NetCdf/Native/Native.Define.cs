using System.Runtime.InteropServices;

namespace Rossby.NetCdf;

internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int nc_create(string path, int mode, out int id);

    [LibraryImport(Library)]
    internal static partial int nc_abort(int id);

    [LibraryImport(Library)]
    internal static partial int nc_enddef(int id);

    [LibraryImport(Library)]
    internal static partial int nc_sync(int id);

    [LibraryImport(Library)]
    internal static partial int nc_set_fill(int id, int mode, out int before);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int nc_def_dim(int id, string name, nint length, out int dimension);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int nc_def_var(int id, string name, int type, int rank, int* dimensions, out int variable);

    [LibraryImport(Library)]
    internal static partial int nc_def_var_chunking(int id, int variable, int storage, nint* chunk);

    [LibraryImport(Library)]
    internal static partial int nc_def_var_deflate(int id, int variable, int shuffle, int deflate, int level);

    [LibraryImport(Library)]
    internal static partial int nc_def_var_fill(int id, int variable, int noFill, void* fill);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int nc_put_att(int id, int variable, string name, int type, nint count, void* values);

    [LibraryImport(Library)]
    internal static partial int nc_put_vara(int id, int variable, nint* start, nint* count, void* values);
}
