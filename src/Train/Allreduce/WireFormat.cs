using Rossby.Core;

namespace Rossby.Train;

/// <summary>Gradients in 16 bits, for the way between ranks.</summary>
internal static class WireFormat
{
    /// <summary>Rounds to nearest even.</summary>
    public static void Narrow(ReadOnlySpan<float> values, Span<ushort> narrow, ElementType type)
    {
        for (int i = 0; i < values.Length; i++)
            narrow[i] = type == ElementType.BFloat16 ? BFloat.Of(values[i]).Bits : BitConverter.HalfToUInt16Bits((Half)values[i]);
    }

    /// <summary>Exact.</summary>
    public static void Widen(ReadOnlySpan<ushort> narrow, Span<float> values, ElementType type)
    {
        for (int i = 0; i < narrow.Length; i++)
            values[i] = type == ElementType.BFloat16 ? new BFloat(narrow[i]).Value : (float)BitConverter.UInt16BitsToHalf(narrow[i]);
    }
}
