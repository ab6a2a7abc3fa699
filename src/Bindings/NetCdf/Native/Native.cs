using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>The C API of libnetcdf. <c>size_t</c> is <c>nint</c>. Not thread-safe: callers hold <see cref="HdfGate"/>.</summary>
internal static unsafe partial class Native
{
    const string Library = "netcdf";

    /// <summary>The variable number that stands for the group itself.</summary>
    internal const int Global = -1;

#pragma warning disable CA2255 // The resolver must stand before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Bind() => LibraryFinder.Bind(typeof(Native).Assembly, Library, NativeLibraries.NetCdf);
#pragma warning restore CA2255

    [LibraryImport(Library)]
    internal static partial byte* nc_inq_libvers();

    [LibraryImport(Library)]
    internal static partial byte* nc_strerror(int status);

    [LibraryImport(Library)]
    internal static partial int nc_close(int id);
}
