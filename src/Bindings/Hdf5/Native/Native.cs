using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>
/// The C API of libhdf5, only symbols that 1.10 and 1.14 both export. Identifiers (<c>hid_t</c>) are <c>long</c>; 0 is
/// <c>H5P_DEFAULT</c> or <c>H5S_ALL</c>. Callers hold <see cref="HdfGate"/>.
/// </summary>
internal static unsafe partial class Native
{
    const string Library = "hdf5";

#pragma warning disable CA2255 // The resolver must stand before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Bind() => LibraryFinder.Bind(typeof(Native).Assembly, Library, NativeLibraries.Hdf5);
#pragma warning restore CA2255

    /// <summary>A predefined identifier; the library exports these as variables that H5open fills in.</summary>
    internal static long Predefined(string symbol) => *(long*)NativeLibrary.GetExport(LibraryFinder.Load(NativeLibraries.Hdf5).Handle, symbol);

    [LibraryImport(Library)]
    internal static partial int H5open();

    [LibraryImport(Library)]
    internal static partial int H5get_libversion(out uint major, out uint minor, out uint release);

    [LibraryImport(Library)]
    internal static partial int H5is_library_threadsafe(uint* threadSafe);

    [LibraryImport(Library)]
    internal static partial int H5free_memory(void* memory);

    [LibraryImport(Library)]
    internal static partial int H5Idec_ref(long id);

    [LibraryImport(Library)]
    internal static partial int H5Iget_type(long id);
}
