using System.Buffers.Binary;

namespace Rossby.NetCdf;

/// <summary>The checksum that HDF5's filter 3 puts behind a chunk: Fletcher's over big-endian 16-bit words, modulo 65,535 (HDF5 file format, filter pipeline).</summary>
internal static class Hdf5Fletcher32
{
    const int Bytes = 4;

    /// <summary>The bytes ahead of the checksum, or null when it does not fit them.</summary>
    internal static int? Check(ReadOnlySpan<byte> stored)
    {
        if (stored.Length < Bytes) return null;
        uint sum = Of(stored[..^Bytes]), said = BinaryPrimitives.ReadUInt32LittleEndian(stored[^Bytes..]);
        // Before HDF5 1.6.3 the bytes of each half were written the other way round.
        uint turned = (sum & 0x00FF00FF) << 8 | (sum >> 8 & 0x00FF00FF);
        return said == sum || said == turned ? stored.Length - Bytes : null;
    }

    static uint Of(ReadOnlySpan<byte> bytes)
    {
        const int unfolded = 360; // words whose sums cannot overflow 32 bits
        uint first = 0, second = 0;
        while (bytes.Length > 1)
        {
            int block = Math.Min(bytes.Length / 2, unfolded) * 2;
            for (int i = 0; i < block; i += 2) second += first += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
            (first, second) = (Fold(first), Fold(second));
            bytes = bytes[block..];
        }
        if (bytes.Length == 1) (first, second) = (Fold(first + (uint)(bytes[0] << 8)), Fold(second + first + (uint)(bytes[0] << 8)));
        return Fold(second) << 16 | Fold(first);
    }

    static uint Fold(uint sum) => (sum & 0xFFFF) + (sum >> 16);
}
