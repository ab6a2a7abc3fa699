using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Cairo;

/// <summary>The C API of cairo: surfaces, the state of a context, and errors.</summary>
internal static unsafe partial class Native
{
    const string Library = "cairo";

#pragma warning disable CA2255 // The resolver must stand before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Bind() => LibraryFinder.Bind(typeof(Native).Assembly, Library, NativeLibraries.Cairo);
#pragma warning restore CA2255

    [LibraryImport(Library)]
    internal static partial byte* cairo_version_string();

    [LibraryImport(Library)]
    internal static partial byte* cairo_status_to_string(int status);

    [LibraryImport(Library)]
    internal static partial nint cairo_image_surface_create_for_data(uint* data, int format, int width, int height, int stride);

    [LibraryImport(Library)]
    internal static partial int cairo_surface_status(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_flush(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_mark_dirty(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_finish(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_surface_destroy(nint surface);

    [LibraryImport(Library)]
    internal static partial nint cairo_create(nint surface);

    [LibraryImport(Library)]
    internal static partial void cairo_destroy(nint context);

    [LibraryImport(Library)]
    internal static partial int cairo_status(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_save(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_restore(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_translate(nint context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_scale(nint context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_rotate(nint context, double radians);
}
