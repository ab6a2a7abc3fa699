using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rossby.Torch;

/// <summary>
/// Copies memory past the caches: what is written is not read soon, and a line that is written whole need not be fetched first. memcpy does so only for blocks larger
/// than the caches, which tensors are one by one not (benchmarks/checkpoint.sh).
/// </summary>
static unsafe class UncachedCopy
{
    /// <summary>Copies; other threads see it when it returns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(byte* from, byte* to, long bytes)
    {
        const int Width = 32, Stride = 4 * Width;
        long head = Math.Min(bytes, -(nint)to & (Width - 1)), at = head;
        Buffer.MemoryCopy(from, to, head, head);
        for (; at + Stride <= bytes; at += Stride)
        {
            var (a, b, c, d) = (Vector256.Load(from + at), Vector256.Load(from + at + Width), Vector256.Load(from + at + 2 * Width), Vector256.Load(from + at + 3 * Width));
            a.StoreAlignedNonTemporal(to + at);
            b.StoreAlignedNonTemporal(to + at + Width);
            c.StoreAlignedNonTemporal(to + at + 2 * Width);
            d.StoreAlignedNonTemporal(to + at + 3 * Width);
        }
        Buffer.MemoryCopy(from + at, to + at, bytes - at, bytes - at);
        // Such stores may pass others, also the one that says that the copy is there.
        Interlocked.MemoryBarrier();
    }
}
