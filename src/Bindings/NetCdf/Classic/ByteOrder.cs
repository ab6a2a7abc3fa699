using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Rossby.NetCdf;

/// <summary>Classic files are big-endian.</summary>
internal static class ByteOrder
{
    /// <summary>Turns big-endian elements into the machine's order, in place. The span overloads of ReverseEndianness are vectorised.</summary>
    internal static void Swap(Span<byte> bytes, int elementBytes)
    {
        if (!BitConverter.IsLittleEndian) return;
        switch (elementBytes)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var words = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
