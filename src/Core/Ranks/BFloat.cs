using System.Numerics;

namespace Rossby.Core;

/// <summary>A bfloat16: the upper half of a single.</summary>
/// <param name="bits">Its 16 bits.</param>
public readonly struct BFloat(ushort bits)
{
    /// <summary>Its 16 bits.</summary>
    public ushort Bits => bits;

    /// <summary>Its value.</summary>
    public float Value => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The nearest one, ties to even; NaN stays NaN.</summary>
    public static BFloat Of(float value)
    {
        uint b = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? new((ushort)(b >> 16 | 0x40)) : new((ushort)((b + 0x7FFF + (b >> 16 & 1)) >> 16));
    }

    /// <summary>The same for a vector: the bits in the lower half of each element.</summary>
    public static Vector<uint> Narrow(Vector<float> values)
    {
        var b = Vector.AsVectorUInt32(values);
        var rounded = (b + new Vector<uint>(0x7FFF) + (b >> 16 & Vector<uint>.One)) >> 16;
        var isNumber = Vector.AsVectorUInt32(Vector.Equals(values, values));
        return Vector.ConditionalSelect(isNumber, rounded, b >> 16 | new Vector<uint>(0x40));
    }
}
