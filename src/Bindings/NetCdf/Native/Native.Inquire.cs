using System.Runtime.InteropServices;

namespace Rossby.NetCdf;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial int nc_inq_format(int id, out int format);

    [LibraryImport(Library)]
    internal static partial int nc_inq_natts(int id, out int count);

    [LibraryImport(Library)]
    internal static partial int nc_inq_grps(int id, int* count, int* groups);

    [LibraryImport(Library)]
    internal static partial int nc_inq_grpname(int id, byte* name);

    [LibraryImport(Library)]
    internal static partial int nc_inq_dimids(int id, int* count, int* dimensions, int includeParents);

    [LibraryImport(Library)]
    internal static partial int nc_inq_unlimdims(int id, int* count, int* dimensions);

    [LibraryImport(Library)]
    internal static partial int nc_inq_dim(int id, int dimension, byte* name, out nint length);

    [LibraryImport(Library)]
    internal static partial int nc_inq_varids(int id, int* count, int* variables);

    [LibraryImport(Library)]
    internal static partial int nc_inq_var(int id, int variable, byte* name, out int type, int* rank, int* dimensions, out int attributes);

    [LibraryImport(Library)]
    internal static partial int nc_inq_varndims(int id, int variable, out int rank);

    [LibraryImport(Library)]
    internal static partial int nc_inq_user_type(int id, int type, byte* name, nint* size, int* baseType, nint* fields, out int kind);

    [LibraryImport(Library)]
    internal static partial int nc_inq_attname(int id, int variable, int n, byte* name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int nc_inq_att(int id, int variable, string name, out int type, out nint count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int nc_get_att(int id, int variable, string name, void* buffer);

    [LibraryImport(Library)]
    internal static partial int nc_get_vara(int id, int variable, nint* start, nint* count, void* buffer);
}
