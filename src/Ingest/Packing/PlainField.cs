using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A step of a channel that lies in its file as one run of little-endian float32, so that rows of it are read by <c>pread</c> alone.</summary>
/// <param name="Path">The file.</param>
/// <param name="Variable">The variable, for messages.</param>
/// <param name="Offset">The byte at which its first row begins.</param>
/// <param name="Grid">How its rows and columns map to the stored order.</param>
/// <param name="Decoding">What its values mean.</param>
internal sealed record PlainField(string Path, string Variable, long Offset, SourceGrid Grid, PlainDecoding Decoding)
{
    int SourceWidth => Grid.Orientation.SourceLongitudeDeg.Count;

    /// <summary>Reads and decodes rows in stored order.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="row">The first row, from the south.</param>
    /// <param name="stored">Receives whole rows [rows, W], NaN where missing.</param>
    /// <param name="scratch">Room for rows that are not stored as they lie; at least [rows, W + 1].</param>
    /// <exception cref="DataException">The file ends early, or reading fails.</exception>
    internal void ReadRows(SafeFileHandle file, int row, Span<float> stored, Span<float> scratch)
    {
        int width = Grid.Grid.Width, rows = stored.Length / width;
        bool reversed = Grid.Orientation.NorthToSouth;
        int first = reversed ? Grid.Grid.Height - row - rows : row, roll = Grid.Orientation.FirstColumn;
        bool asItLies = !reversed && roll == 0 && SourceWidth == width;
        var source = asItLies ? stored : scratch[..(rows * SourceWidth)];
        Read(file, MemoryMarshal.AsBytes(source), Offset + (long)first * SourceWidth * sizeof(float));
        for (int r = 0; r < rows && !asItLies; r++)
        {
            var from = source.Slice(r * SourceWidth, width);
            var to = stored.Slice((reversed ? rows - 1 - r : r) * width, width);
            from[..(width - roll)].CopyTo(to[roll..]);
            from[(width - roll)..].CopyTo(to);
        }
        Decoding.Decode(stored);
    }

    void Read(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        try
        {
            while (bytes.Length > 0)
            {
                int read = RandomAccess.Read(file, bytes, offset);
                if (read == 0) throw new DataException($"{Path}: {Variable}: the file ends at byte {offset}: it is cut short");
                bytes = bytes[read..];
                offset += read;
            }
        }
        catch (IOException e)
        {
            throw new DataException($"{Path}: {Variable}: cannot be read at byte {offset}: {e.Message}", e);
        }
    }
}
