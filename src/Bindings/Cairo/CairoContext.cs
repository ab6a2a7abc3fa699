namespace Rossby.Cairo;

/// <summary>Draws on a surface. Coordinates are pixels, x to the right, y downwards; colours 0 to 1. One thread at a time.</summary>
public sealed unsafe class CairoContext : IDisposable
{
    const int FilterNearest = 3, JoinRound = 1;

    readonly CairoHandle handle;
    readonly CairoSurface surface;

    /// <summary>Begins drawing: black, lines 1 pixel wide with round joins, text sans-serif 10 pixels high.</summary>
    public CairoContext(CairoSurface surface)
    {
        this.surface = surface;
        handle = new CairoHandle(Native.cairo_create(surface.Pointer), Native.cairo_destroy);
        Native.cairo_set_line_width(C, 1);
        Native.cairo_set_line_join(C, JoinRound);
        GreyText();
        SelectFont();
        Check("begin");
    }

    nint C => handle.Value;

    /// <summary>Keeps colour, line, font, clip and coordinates for <see cref="Restore"/>.</summary>
    public void Save() => Native.cairo_save(C);

    /// <summary>Takes back what changed since the matching <see cref="Save"/>.</summary>
    public void Restore()
    {
        Native.cairo_restore(C);
        Check("restore");
    }

    /// <summary>Moves the origin.</summary>
    public void Translate(double x, double y) => Native.cairo_translate(C, x, y);

    /// <summary>Scales the coordinates.</summary>
    public void Scale(double x, double y) => Native.cairo_scale(C, x, y);

    /// <summary>Turns the coordinates, clockwise.</summary>
    public void Rotate(double radians) => Native.cairo_rotate(C, radians);

    /// <summary>The colour of what is drawn next.</summary>
    public void SetColour(double red, double green, double blue, double alpha = 1) => Native.cairo_set_source_rgba(C, red, green, blue, alpha);

    /// <summary>The colour of what is drawn next, as 0xRRGGBB.</summary>
    public void SetColour(uint rgb, double alpha = 1) => SetColour((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, alpha);

    /// <summary>Width of lines, in pixels.</summary>
    public void SetLineWidth(double width) => Native.cairo_set_line_width(C, width);

    /// <summary>Lengths of dashes and gaps in turn; none for a solid line.</summary>
    public void SetDash(params ReadOnlySpan<double> lengths)
    {
        fixed (double* p = lengths) Native.cairo_set_dash(C, p, lengths.Length, 0);
        Check("dash");
    }

    /// <summary>Whether edges are smoothed; on at first.</summary>
    public void SetAntialias(bool on) => Native.cairo_set_antialias(C, on ? 0 : 1);

    /// <summary>Restricts drawing to a rectangle, until the matching <see cref="Restore"/>.</summary>
    public void Clip(double x, double y, double width, double height)
    {
        Native.cairo_rectangle(C, x, y, width, height);
        Native.cairo_clip(C);
    }

    /// <summary>Fills the whole clip with the colour.</summary>
    public void Paint()
    {
        Native.cairo_paint(C);
        Check("paint");
    }

    /// <summary>Draws an image stretched over a rectangle, each of its pixels a block of one colour. The colour set before is kept.</summary>
    public void PaintImage(CairoSurface image, double x, double y, double width, double height)
    {
        Native.cairo_surface_flush(image.Pointer);
        Native.cairo_save(C);
        Clip(x, y, width, height);
        Native.cairo_translate(C, x, y);
        Native.cairo_scale(C, width / image.Width, height / image.Height);
        Native.cairo_set_source_surface(C, image.Pointer, 0, 0);
        Native.cairo_pattern_set_filter(Native.cairo_get_source(C), FilterNearest);
        Native.cairo_paint(C);
        Native.cairo_restore(C);
        Check("image");
    }

    /// <summary>Begins a new part of the path at a point.</summary>
    public void MoveTo(double x, double y) => Native.cairo_move_to(C, x, y);

    /// <summary>Adds a straight line to the path.</summary>
    public void LineTo(double x, double y) => Native.cairo_line_to(C, x, y);

    /// <summary>Adds a line back to where this part of the path began.</summary>
    public void ClosePath() => Native.cairo_close_path(C);

    /// <summary>Adds a line through points; a NaN in either coordinate lifts the pen.</summary>
    /// <param name="x">Their x.</param>
    /// <param name="y">Their y, as many.</param>
    /// <param name="close">Whether each part is closed.</param>
    public void Polyline(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool close = false)
    {
        if (x.Length != y.Length) throw new ArgumentException($"{x.Length} x for {y.Length} y");
        nint context = C;
        bool down = false;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
            {
                if (down && close) Native.cairo_close_path(context);
                down = false;
                continue;
            }
            if (down) Native.cairo_line_to(context, x[i], y[i]);
            else Native.cairo_move_to(context, x[i], y[i]);
            down = true;
        }
        if (down && close) Native.cairo_close_path(context);
    }

    /// <summary>Adds a rectangle to the path.</summary>
    public void Rectangle(double x, double y, double width, double height) => Native.cairo_rectangle(C, x, y, width, height);

    /// <summary>Adds a circle to the path.</summary>
    public void Circle(double x, double y, double radius)
    {
        Native.cairo_new_sub_path(C);
        Native.cairo_arc(C, x, y, radius, 0, 2 * Math.PI);
        Native.cairo_close_path(C);
    }

    /// <summary>Draws the path as lines, and forgets it.</summary>
    public void Stroke()
    {
        Native.cairo_stroke(C);
        Check("stroke");
    }

    /// <summary>Fills the path, and forgets it unless it is kept for a stroke.</summary>
    public void Fill(bool keepPath = false)
    {
        if (keepPath) Native.cairo_fill_preserve(C);
        else Native.cairo_fill(C);
        Check("fill");
    }

    /// <summary>Chooses the font; any system has some sans-serif, with no font at all cairo draws ASCII by strokes of its own.</summary>
    public void SelectFont(string family = "sans-serif", bool bold = false, bool italic = false) =>
        Native.cairo_select_font_face(C, family, italic ? 1 : 0, bold ? 1 : 0);

    /// <summary>The height of the font, in pixels.</summary>
    public void SetFontSize(double pixels) => Native.cairo_set_font_size(C, pixels);

    /// <summary>The size of a text in the font.</summary>
    public TextExtents Measure(string text)
    {
        double* e = stackalloc double[6];
        Native.cairo_text_extents(C, text, e);
        Check("text");
        return new TextExtents(e[0], e[1], e[2], e[3], e[4]);
    }

    /// <summary>Writes a text on the base line y.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">Base line.</param>
    /// <param name="text">Any Unicode that the font has.</param>
    /// <param name="anchor">Which part of the text stands at x: 0 its start, 0.5 its middle, 1 its end.</param>
    public void Text(double x, double y, string text, double anchor = 0)
    {
        double shift = anchor == 0 ? 0 : anchor * Measure(text).AdvanceX;
        Native.cairo_move_to(C, x - shift, y);
        Native.cairo_show_text(C, text);
        Check("text");
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    // Grey, unhinted glyphs look alike on every machine; colour fringes would follow the desktop's settings.
    void GreyText()
    {
        const int grey = 2, noHints = 1, plainMetrics = 1;
        nint options = Native.cairo_font_options_create();
        Native.cairo_font_options_set_antialias(options, grey);
        Native.cairo_font_options_set_hint_style(options, noHints);
        Native.cairo_font_options_set_hint_metrics(options, plainMetrics);
        Native.cairo_set_font_options(C, options);
        Native.cairo_font_options_destroy(options);
    }

    void Check(string what)
    {
        CairoError.Require(Native.cairo_status(C), what);
        GC.KeepAlive(surface);
    }
}
