using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Udunits;

/// <summary>The C API of UDUNITS-2, as far as it is used here. Not thread-safe: every call goes through <see cref="UnitSystem"/>'s lock.</summary>
internal static unsafe partial class Native
{
    const string Library = "udunits2";

#pragma warning disable CA2255 // The resolver must stand before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Bind() => LibraryFinder.Bind(typeof(Native).Assembly, Library, NativeLibraries.Udunits);
#pragma warning restore CA2255

    [LibraryImport(Library)]
    internal static partial nint ut_set_error_message_handler(nint handler);

    /// <summary>Of type <c>int (*)(const char*, va_list)</c>; its address is handed to <see cref="ut_set_error_message_handler"/>, it is never called from here.</summary>
    internal const string SilentHandler = "ut_ignore";

    [LibraryImport(Library)]
    internal static partial UtStatus ut_get_status();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ut_read_xml(string? path);

    [LibraryImport(Library)]
    internal static partial void ut_free_system(nint system);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ut_parse(nint system, string text, UtEncoding encoding);

    [LibraryImport(Library)]
    internal static partial void ut_free(nint unit);

    [LibraryImport(Library)]
    internal static partial int ut_are_convertible(nint from, nint to);

    [LibraryImport(Library)]
    internal static partial nint ut_get_converter(nint from, nint to);

    [LibraryImport(Library)]
    internal static partial double cv_convert_double(nint converter, double value);

    [LibraryImport(Library)]
    internal static partial void cv_free(nint converter);
}
