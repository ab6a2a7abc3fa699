using System.Numerics;
using System.Runtime.InteropServices;

namespace Rossby.Train;

/// <summary>Addition of vectors, element by element.</summary>
internal static class VectorSum
{
    /// <summary>Adds <paramref name="terms"/> to <paramref name="sum"/>.</summary>
    public static void AddTo(Span<float> sum, ReadOnlySpan<float> terms)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var added = MemoryMarshal.Cast<float, Vector<float>>(terms[..sum.Length]);
        for (int i = 0; i < sums.Length; i++) sums[i] += added[i];
        for (int i = sums.Length * Vector<float>.Count; i < sum.Length; i++) sum[i] += terms[i];
    }
}
