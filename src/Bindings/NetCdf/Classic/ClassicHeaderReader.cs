using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>Reads the words of a classic header in order, refusing any count that the file has no room for.</summary>
internal sealed class ClassicHeaderReader(SafeFileHandle file, string path, bool wide)
{
    readonly byte[] buffer = new byte[1 << 16];
    readonly long fileLength = RandomAccess.GetLength(file);
    long bufferStart;
    int bufferLength;

    internal long Position { get; set; } = 4;

    /// <summary>A 32-bit word: tags and types.</summary>
    internal int Word() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    /// <summary>An offset: 32 bits in CDF-1, else 64.</summary>
    internal long Offset(bool is64) => is64 ? BinaryPrimitives.ReadInt64BigEndian(Take(8)) : BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>A size or an index, not negative: 64 bits in CDF-5, else 32.</summary>
    internal long NonNegative(string what)
    {
        long value = Signed();
        return value >= 0 ? value : throw Damaged($"{what} is {value}");
    }

    /// <summary>As <see cref="NonNegative"/>, of a list whose entries take at least <paramref name="leastBytes"/> each.</summary>
    internal int Count(string what, int leastBytes)
    {
        long count = NonNegative(what);
        return count <= Math.Min((fileLength - Position) / leastBytes, int.MaxValue / 8) ? (int)count : throw Damaged($"{count} {what} do not fit into {fileLength} bytes");
    }

    /// <summary>The number of records, where all ones means that the writer was streaming; -1 then.</summary>
    internal long Records()
    {
        long records = wide ? BinaryPrimitives.ReadInt64BigEndian(Take(8)) : BinaryPrimitives.ReadUInt32BigEndian(Take(4));
        if (records < -1) throw Damaged($"the number of records is {records}");
        return !wide && records == uint.MaxValue ? -1 : records;
    }

    /// <summary>A 32-bit size that is not to be relied on (the size of a variable), whatever it says.</summary>
    internal void Skip() => Take(wide ? 8 : 4);

    internal string Name()
    {
        int length = Count("characters of a name", 1);
        return Encoding.UTF8.GetString(Padded(length)).TrimEnd('\0'); // some writers count a NUL in
    }

    /// <summary>Bytes, padded to a multiple of four in the file.</summary>
    internal byte[] Padded(int length)
    {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length;)
        {
            int part = Math.Min(length - done, buffer.Length);
            Take(part).CopyTo(bytes.AsSpan(done));
            done += part;
        }
        Take((4 - length % 4) % 4);
        return bytes;
    }

    internal DataException Damaged(string why) => new($"{path}: its netCDF header is damaged near byte {Position}: {why}");

    long Signed() => wide ? BinaryPrimitives.ReadInt64BigEndian(Take(8)) : Word();

    ReadOnlySpan<byte> Take(int length)
    {
        if (Position < bufferStart || Position + length > bufferStart + bufferLength)
        {
            bufferStart = Position;
            bufferLength = 0;
            while (bufferLength < length)
            {
                int read = RandomAccess.Read(file, buffer.AsSpan(bufferLength), bufferStart + bufferLength);
                if (read == 0) throw new DataException($"{path}: cut short: its netCDF header goes on after its {fileLength} bytes");
                bufferLength += read;
            }
        }
        var bytes = buffer.AsSpan((int)(Position - bufferStart), length);
        Position += length;
        return bytes;
    }
}
