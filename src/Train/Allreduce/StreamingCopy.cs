using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rossby.Train;

/// <summary>
/// Copies past the caches. What another core has read last is written so without asking that core for it first, which takes long where the two share no
/// cache (18 ms in place of 73 for 128 MiB of two ranks, or 30 either way: benchmarks/results/amd-epyc-avx2-2-cores/allreduce.md).
/// </summary>
internal static unsafe class StreamingCopy
{
    /// <summary>Copies; others see it once this thread has come to <see cref="Fence"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(byte* into, byte* from, long bytes)
    {
        int head = (int)Math.Min(bytes, -(nint)into & (Vector256<byte>.Count - 1));
        new Span<byte>(from, head).CopyTo(new(into, head));
        long i = head;
        for (; i + Vector256<byte>.Count <= bytes; i += Vector256<byte>.Count) Vector256.Load(from + i).StoreAlignedNonTemporal(into + i);
        new Span<byte>(from + i, (int)(bytes - i)).CopyTo(new(into + i, (int)(bytes - i)));
    }

    /// <summary>What was copied comes before whatever this thread writes from here on.</summary>
    public static void Fence()
    {
        if (Sse.IsSupported) Sse.StoreFence();
        else Interlocked.MemoryBarrier();
    }
}
