using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>CRC-32C (Castagnoli, RFC 3720 B.4) by the processor's instruction: the check on every copy and read of a shard.</summary>
public static class Crc32C
{
    /// <summary>Bytes that one entry of a shard's table covers.</summary>
    public const int BlockBytes = 4 << 20;

    const int RunBytes = 8 << 10;

    static readonly uint OverOneRun = Crc32CSum.PowerOfX(8 * RunBytes), OverTwoRuns = Crc32CSum.PowerOfX(16 * RunBytes);

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Append(Start, bytes));

    /// <summary>The state before the first byte.</summary>
    public const uint Start = 0xFFFFFFFF;

    /// <summary>The state after some more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        if (Crc32CFold.IsSupported && bytes.Length >= Crc32CFold.Bytes)
        {
            int folded = bytes.Length & -Crc32CFold.Bytes;
            state = Crc32CFold.Append(state, bytes[..folded]);
            bytes = bytes[folded..];
        }
        // One instruction waits for the one before; three runs beside each other keep the processor busy.
        while (bytes.Length >= 3 * RunBytes)
        {
            var first = MemoryMarshal.Cast<byte, ulong>(bytes[..RunBytes]);
            var second = MemoryMarshal.Cast<byte, ulong>(bytes.Slice(RunBytes, RunBytes));
            var third = MemoryMarshal.Cast<byte, ulong>(bytes.Slice(2 * RunBytes, RunBytes));
            uint a = state, b = 0, c = 0;
            for (int i = 0; i < first.Length && i < second.Length && i < third.Length; i++)
            {
                a = BitOperations.Crc32C(a, first[i]);
                b = BitOperations.Crc32C(b, second[i]);
                c = BitOperations.Crc32C(c, third[i]);
            }
            state = Crc32CSum.Multiply(OverTwoRuns, a) ^ Crc32CSum.Multiply(OverOneRun, b) ^ c;
            bytes = bytes[(3 * RunBytes)..];
        }
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) state = BitOperations.Crc32C(state, word);
        foreach (byte b in bytes[(words.Length * 8)..]) state = BitOperations.Crc32C(state, b);
        return state;
    }

    /// <summary>The checksum of a state.</summary>
    public static uint Finish(uint state) => state ^ 0xFFFFFFFF;
}
