using System.IO.Compression;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Cairo;

/// <summary>A picture in memory: cairo draws into an array of pixels, row by row from the top, that the caller can read and write too.</summary>
public sealed unsafe class CairoSurface : IDisposable
{
    readonly CairoHandle handle;
    readonly uint[] pixels;
    GCHandle pin;

    /// <summary>A picture of its own, all zero: black, or transparent.</summary>
    public CairoSurface(int width, int height, CairoFormat format = CairoFormat.Rgb24) : this(new uint[checked(width * height)], width, height, format)
    {
    }

    /// <summary>A picture over the caller's pixels, which stay pinned until it is disposed.</summary>
    /// <param name="pixels">width x height pixels.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="format">What a pixel means.</param>
    /// <exception cref="LibraryMissingException">No libcairo loads.</exception>
    public CairoSurface(uint[] pixels, int width, int height, CairoFormat format = CairoFormat.Rgb24)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height) throw new ArgumentException($"{pixels.Length} pixels for a picture of {width} x {height}", nameof(pixels));
        this.pixels = pixels;
        Width = width;
        Height = height;
        Format = format;
        pin = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            nint surface = Native.cairo_image_surface_create_for_data((uint*)pin.AddrOfPinnedObject(), (int)format, width, height, width * 4);
            handle = new CairoHandle(surface, static s =>
            {
                Native.cairo_surface_finish(s);
                Native.cairo_surface_destroy(s);
            });
            CairoError.Require(Native.cairo_surface_status(surface), $"picture of {width} x {height}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What a pixel means.</summary>
    public CairoFormat Format { get; }

    /// <summary>The pixels as drawn so far. After writing to them call <see cref="MarkDirty"/>.</summary>
    public Span<uint> Pixels
    {
        get
        {
            Native.cairo_surface_flush(Pointer);
            return pixels;
        }
    }

    internal nint Pointer => handle.Value;

    /// <summary>Tells cairo that pixels were written past it.</summary>
    public void MarkDirty() => Native.cairo_surface_mark_dirty(Pointer);

    /// <summary>The picture as a PNG file's bytes: RGB, or RGBA where the format has alpha. The same picture gives the same bytes.</summary>
    public byte[] ToPng(CompressionLevel level = CompressionLevel.Optimal) => PngWriter.Encode(Pixels, Width, Height, Format == CairoFormat.Argb32, level);

    /// <inheritdoc/>
    public void Dispose()
    {
        handle?.Dispose();
        if (pin.IsAllocated) pin.Free();
    }
}
