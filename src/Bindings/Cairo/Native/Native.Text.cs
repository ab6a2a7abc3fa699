using System.Runtime.InteropServices;

namespace Rossby.Cairo;

internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_select_font_face(nint context, string family, int slant, int weight);

    [LibraryImport(Library)]
    internal static partial void cairo_set_font_size(nint context, double size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_show_text(nint context, string text);

    /// <summary>Fills six doubles: bearings, width, height, advances.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void cairo_text_extents(nint context, string text, double* extents);

    [LibraryImport(Library)]
    internal static partial nint cairo_font_options_create();

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_destroy(nint options);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_antialias(nint options, int mode);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_hint_style(nint options, int style);

    [LibraryImport(Library)]
    internal static partial void cairo_font_options_set_hint_metrics(nint options, int mode);

    [LibraryImport(Library)]
    internal static partial void cairo_set_font_options(nint context, nint options);
}
