using System.Runtime.InteropServices;

namespace Rossby.Hdf5;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial long H5Tcopy(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tset_size(long type, nint size);

    [LibraryImport(Library)]
    internal static partial int H5Tset_cset(long type, int characterSet);

    [LibraryImport(Library)]
    internal static partial int H5Tset_strpad(long type, int padding);

    [LibraryImport(Library)]
    internal static partial int H5Tset_fields(long type, nint signPosition, nint exponentPosition, nint exponentSize, nint mantissaPosition, nint mantissaSize);

    [LibraryImport(Library)]
    internal static partial int H5Tset_ebias(long type, nint bias);

    [LibraryImport(Library)]
    internal static partial nint H5Tget_ebias(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tequal(long one, long other);

    [LibraryImport(Library)]
    internal static partial int H5Tget_class(long type);

    [LibraryImport(Library)]
    internal static partial nint H5Tget_size(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tget_order(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tset_order(long type, int order);

    [LibraryImport(Library)]
    internal static partial int H5Tget_sign(long type);

    [LibraryImport(Library)]
    internal static partial long H5Tget_super(long type);

    [LibraryImport(Library)]
    internal static partial int H5Tis_variable_str(long type);

    [LibraryImport(Library)]
    internal static partial long H5Tvlen_create(long element);
}
