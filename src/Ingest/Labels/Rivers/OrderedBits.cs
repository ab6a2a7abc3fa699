namespace Rossby.Ingest;

/// <summary>Whole numbers in the order of the floats whose bits they are, so that ranges of floats can be halved and compared as whole numbers.</summary>
internal static class OrderedBits
{
    /// <summary>The number of a float; NaN has the least.</summary>
    internal static int Of(float value)
    {
        if (float.IsNaN(value)) return int.MinValue;
        int bits = BitConverter.SingleToInt32Bits(value);

        // Negative floats grow in the other direction; -0 becomes 0.
        return bits >= 0 ? bits : int.MinValue - bits;
    }

    /// <summary>The float of a number.</summary>
    internal static float Value(int ordered) => BitConverter.Int32BitsToSingle(ordered >= 0 ? ordered : int.MinValue - ordered);
}
