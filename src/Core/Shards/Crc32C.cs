using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>CRC-32C (Castagnoli, RFC 3720 B.4) by the processor's instruction: the check on every copy and read of a shard.</summary>
public static class Crc32C
{
    /// <summary>Bytes that one entry of a shard's table covers.</summary>
    public const int BlockBytes = 4 << 20;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Append(Start, bytes));

    /// <summary>The state before the first byte.</summary>
    public const uint Start = 0xFFFFFFFF;

    /// <summary>The state after some more bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) state = BitOperations.Crc32C(state, word);
        foreach (byte b in bytes[(words.Length * 8)..]) state = BitOperations.Crc32C(state, b);
        return state;
    }

    /// <summary>The checksum of a state.</summary>
    public static uint Finish(uint state) => state ^ 0xFFFFFFFF;
}
