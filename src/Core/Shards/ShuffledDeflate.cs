using System.Buffers.Binary;
using System.IO.Compression;

namespace Rossby.Core;

/// <summary>HDF5's filters shuffle and deflate (HDF5 File Format Specification 3.0, IV.A.2.l), undone and done on any thread without the library.</summary>
public static class ShuffledDeflate
{
    /// <summary>All first bytes of the elements, then all second bytes, ...; what is left over stands as it is.</summary>
    public static void Shuffle(ReadOnlySpan<byte> elements, Span<byte> planes, int elementBytes)
    {
        int n = elements.Length / elementBytes;
        for (int b = 0; b < elementBytes; b++)
        {
            var plane = planes.Slice(b * n, n);
            for (int i = 0, at = b; i < plane.Length; i++, at += elementBytes) plane[i] = elements[at];
        }
        elements[(n * elementBytes)..].CopyTo(planes[(n * elementBytes)..]);
    }

    /// <summary>Undoes <see cref="Shuffle"/>.</summary>
    public static void Unshuffle(ReadOnlySpan<byte> planes, Span<byte> elements, int elementBytes)
    {
        int n = planes.Length / elementBytes;
        Unshuffle(planes, n, elements, elementBytes, stride: 1);
        planes[(n * elementBytes)..].CopyTo(elements[(n * elementBytes)..]);
    }

    /// <summary>Undoes <see cref="Shuffle"/> for the first elements, and puts them apart: one channel into an array of several, channels last.</summary>
    /// <param name="planes">Whole elements, shuffled.</param>
    /// <param name="count">Elements to take.</param>
    /// <param name="elements">Receives element i at i times the stride.</param>
    /// <param name="elementBytes">Bytes of an element.</param>
    /// <param name="stride">From one to the next, in elements.</param>
    public static void Unshuffle(ReadOnlySpan<byte> planes, int count, Span<byte> elements, int elementBytes, int stride)
    {
        int n = planes.Length / elementBytes, step = elementBytes * stride;
        if (elementBytes == sizeof(uint))
        {
            ReadOnlySpan<byte> a = planes[..count], b = planes.Slice(n, count), c = planes.Slice(2 * n, count), d = planes.Slice(3 * n, count);
            for (int i = 0, at = 0; i < a.Length; i++, at += step)
                BinaryPrimitives.WriteUInt32LittleEndian(elements[at..], a[i] | (uint)b[i] << 8 | (uint)c[i] << 16 | (uint)d[i] << 24);
            return;
        }
        for (int b = 0; b < elementBytes; b++)
        {
            var plane = planes.Slice(b * n, count);
            for (int i = 0, at = b; i < plane.Length; i++, at += step) elements[at] = plane[i];
        }
    }

    /// <summary>Deflates (zlib, RFC 1950).</summary>
    /// <param name="plain">What to shorten.</param>
    /// <param name="level">1, the fastest, to 9, the smallest.</param>
    public static byte[] Deflate(ReadOnlySpan<byte> plain, int level)
    {
        using var stored = new MemoryStream(plain.Length / 2);
        using (var zlib = new ZLibStream(stored, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true)) zlib.Write(plain);
        return stored.ToArray();
    }

    /// <summary>Inflates what <see cref="Deflate"/> made.</summary>
    /// <param name="stored">It.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="plain">Receives what comes out, as far as it fits.</param>
    /// <returns>How many bytes did.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static int Inflate(byte[] stored, int length, Span<byte> plain)
    {
        using var stream = new ZLibStream(new MemoryStream(stored, 0, length, writable: false), CompressionMode.Decompress);
        int filled = 0;
        while (filled < plain.Length && stream.Read(plain[filled..]) is > 0 and var read) filled += read;
        return filled;
    }
}
