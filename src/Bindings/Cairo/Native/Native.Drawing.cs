using System.Runtime.InteropServices;

namespace Rossby.Cairo;

internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial void cairo_set_source_rgba(nint context, double red, double green, double blue, double alpha);

    [LibraryImport(Library)]
    internal static partial void cairo_set_source_surface(nint context, nint surface, double x, double y);

    [LibraryImport(Library)]
    internal static partial nint cairo_get_source(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_pattern_set_filter(nint pattern, int filter);

    [LibraryImport(Library)]
    internal static partial void cairo_paint(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_clip(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_fill(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_fill_preserve(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_stroke(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_width(nint context, double width);

    [LibraryImport(Library)]
    internal static partial void cairo_set_line_join(nint context, int join);

    [LibraryImport(Library)]
    internal static partial void cairo_set_dash(nint context, double* lengths, int count, double offset);

    [LibraryImport(Library)]
    internal static partial void cairo_set_antialias(nint context, int mode);

    // Short calls that never block: without the transition a coastline of 100,000 points costs a third.
    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void cairo_move_to(nint context, double x, double y);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void cairo_line_to(nint context, double x, double y);

    [LibraryImport(Library)]
    internal static partial void cairo_close_path(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_new_sub_path(nint context);

    [LibraryImport(Library)]
    internal static partial void cairo_rectangle(nint context, double x, double y, double width, double height);

    [LibraryImport(Library)]
    internal static partial void cairo_arc(nint context, double x, double y, double radius, double from, double to);
}
