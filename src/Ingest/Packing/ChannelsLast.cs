using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rossby.Ingest;

/// <summary>Turns [C, cells] into [cells, C], four channels by four cells at a time.</summary>
internal static class ChannelsLast
{
    /// <param name="planar">[C, N].</param>
    /// <param name="channels">C.</param>
    /// <param name="first">The first of the N cells to be turned.</param>
    /// <param name="interleaved">Receives [cells, C], as many cells as it holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Interleave(ReadOnlySpan<float> planar, int channels, int first, Span<float> interleaved)
    {
        int all = planar.Length / channels, cells = interleaved.Length / channels, tiledCells = cells & ~3, tiledChannels = channels & ~3;
        if (interleaved.Length != cells * channels || planar.Length != all * channels || first < 0 || first + cells > all) throw new ArgumentException("ChannelsLast: the shapes differ");
        ref float from = ref Unsafe.Add(ref MemoryMarshal.GetReference(planar), first);
        ref float to = ref MemoryMarshal.GetReference(interleaved);
        for (int cell = 0; cell < tiledCells; cell += 4)
            for (int channel = 0; channel < tiledChannels; channel += 4)
                Tile(ref Unsafe.Add(ref from, channel * all + cell), all, ref Unsafe.Add(ref to, cell * channels + channel), channels);
        for (int channel = 0; channel < channels; channel++)
        {
            int untiled = channel < tiledChannels ? tiledCells : 0;
            for (int cell = untiled; cell < cells; cell++) interleaved[cell * channels + channel] = planar[channel * all + first + cell];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Tile(ref float from, int cells, ref float to, int channels)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref from), b = Vector128.LoadUnsafe(ref from, (nuint)cells);
        Vector128<float> c = Vector128.LoadUnsafe(ref from, (nuint)(2 * cells)), d = Vector128.LoadUnsafe(ref from, (nuint)(3 * cells));
        // Pairs of channels, then pairs of pairs.
        var abLow = Zip(a, b, low: true);
        var abHigh = Zip(a, b, low: false);
        var cdLow = Zip(c, d, low: true);
        var cdHigh = Zip(c, d, low: false);
        Pair(abLow, cdLow, low: true).StoreUnsafe(ref to);
        Pair(abLow, cdLow, low: false).StoreUnsafe(ref to, (nuint)channels);
        Pair(abHigh, cdHigh, low: true).StoreUnsafe(ref to, (nuint)(2 * channels));
        Pair(abHigh, cdHigh, low: false).StoreUnsafe(ref to, (nuint)(3 * channels));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Pair(Vector128<float> a, Vector128<float> b, bool low)
    {
        if (Sse.IsSupported) return low ? Sse.MoveLowToHigh(a, b) : Sse.MoveHighToLow(b, a);
        return low ? Vector128.Create(a.GetLower(), b.GetLower()) : Vector128.Create(a.GetUpper(), b.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Zip(Vector128<float> a, Vector128<float> b, bool low)
    {
        if (Sse.IsSupported) return low ? Sse.UnpackLow(a, b) : Sse.UnpackHigh(a, b);
        int at = low ? 0 : 2;
        return Vector128.Create(a[at], b[at], a[at + 1], b[at + 1]);
    }
}
