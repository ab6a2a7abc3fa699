using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>CRC-32C of each 4 MiB of a file, from pieces that were summed up in any order while they were at hand. Safe from several threads.</summary>
internal sealed class PieceChecksums
{
    readonly Lock gate = new();
    readonly List<(long Offset, int Bytes, uint Crc32C)> pieces = [];

    /// <summary>Sums up a piece that was written.</summary>
    internal void Add(long offset, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            // No piece crosses from one block of the table into the next.
            int length = (int)Math.Min(bytes.Length, Crc32C.BlockBytes - offset % Crc32C.BlockBytes);
            uint crc = Crc32C.Of(bytes[..length]);
            lock (gate) pieces.Add((offset, length, crc));
            offset += length;
            bytes = bytes[length..];
        }
    }

    /// <summary>The table of a whole file; what no piece covers is read from it.</summary>
    /// <exception cref="StorageException">The file cannot be read back.</exception>
    internal (long Bytes, uint[] Crc32C) Table(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            long length = RandomAccess.GetLength(file);
            foreach (var (offset, bytes) in Gaps(length)) ReadBack(file, offset, bytes);
            var table = new uint[(length + Crc32C.BlockBytes - 1) / Crc32C.BlockBytes];
            foreach (var (offset, bytes, crc) in pieces.OrderBy(p => p.Offset))
            {
                ref uint sum = ref table[offset / Crc32C.BlockBytes];
                sum = Crc32CSum.Join(sum, crc, bytes);
            }
            return (length, table);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}: cannot be read back: {e.Message}", e);
        }
    }

    List<(long Offset, long Bytes)> Gaps(long length)
    {
        var gaps = new List<(long, long)>();
        long at = 0;
        foreach (var (offset, bytes, _) in pieces.OrderBy(p => p.Offset).Append((Offset: length, Bytes: 0, Crc32C: 0u)))
        {
            if (offset < at) throw new InvalidOperationException($"two pieces cover byte {offset}");
            if (offset > at) gaps.Add((at, offset - at));
            at = offset + bytes;
        }
        return gaps;
    }

    void ReadBack(SafeFileHandle file, long offset, long bytes)
    {
        byte[] buffer = new byte[Math.Min(bytes, 1 << 20)];
        for (long end = offset + bytes; offset < end;)
        {
            int read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset)), offset);
            if (read == 0) throw new EndOfStreamException("it became shorter while it was read back");
            Add(offset, buffer.AsSpan(0, read));
            offset += read;
        }
    }
}
