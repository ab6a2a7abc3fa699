using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Cells of which the network saw nothing.</summary>
public static class MissingInput
{
    /// <summary>
    /// Makes a mask undecided wherever every channel is missing: the network was fed the training means there, and what it says of them is about no weather.
    /// </summary>
    /// <param name="fields">[H, W, C] in physical units, NaN where missing.</param>
    /// <param name="channels">C.</param>
    /// <param name="mask">[H, W], changed in place.</param>
    public static void Blank(ReadOnlySpan<float> fields, int channels, Span<byte> mask)
    {
        for (int cell = 0; cell < mask.Length; cell++)
        {
            if (!fields.Slice(cell * channels, channels).ContainsAnyExcept(float.NaN)) mask[cell] = SegmentationClass.Ignore;
        }
    }
}
