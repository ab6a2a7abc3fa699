using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rossby.Ingest;

/// <summary>Decodes float32 that are not packed: NaN where they equal a fill value or are not finite, then converted to the channel's unit, rounded once.</summary>
/// <param name="Fills">The fill values.</param>
/// <param name="Scale">Factor to the channel's unit.</param>
/// <param name="Shift">Added after the factor.</param>
internal sealed record PlainDecoding(float[] Fills, double Scale, double Shift)
{
    /// <summary>Leaves values as they are, and NaN for what is not finite.</summary>
    internal static PlainDecoding OnlyFinite { get; } = new([], 1, 0);

    /// <summary>Decodes values where they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Decode(Span<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        var nan = Vector512.Create(float.NaN);
        for (int i = 0; i < vectors.Length; i++)
        {
            var value = vectors[i];
            // The difference of a number and itself is 0, but of an infinity NaN.
            var missing = ~Vector512.Equals(value - value, Vector512<float>.Zero);
            foreach (float fill in Fills) missing |= Vector512.Equals(value, Vector512.Create(fill));
            vectors[i] = Vector512.ConditionalSelect(missing, nan, value);
        }
        foreach (ref float value in values[(vectors.Length * Vector512<float>.Count)..])
            if (!float.IsFinite(value) || Fills.Contains(value)) value = float.NaN;
        if (Scale != 1 || Shift != 0) Convert(values);
    }

    void Convert(Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (float)(value * Scale + Shift);
            if (!float.IsFinite(value)) value = float.NaN;
        }
    }
}
