namespace Rossby.Core;

/// <summary>
/// Joins checksums of neighbouring pieces into that of the whole, so that pieces are summed up in any order, each while its bytes are at hand.
/// To append n bytes is to multiply by x^(8n) modulo the polynomial, and to add.
/// </summary>
public static class Crc32CSum
{
    /// <summary>The polynomial of RFC 3720 without its highest term, the lowest power at the highest bit.</summary>
    const uint Polynomial = 0x82F63B78;

    const uint One = 1u << 31, X = 1u << 30;

    /// <summary>The checksum of two pieces.</summary>
    /// <param name="first">Of the first piece.</param>
    /// <param name="second">Of the piece that follows.</param>
    /// <param name="secondBytes">How long that is.</param>
    public static uint Join(uint first, uint second, long secondBytes) => Multiply(PowerOfX(8 * secondBytes), first) ^ second;

    /// <summary>x to a power.</summary>
    internal static uint PowerOfX(long exponent)
    {
        uint power = One;
        for (uint square = X; exponent > 0; exponent >>= 1, square = Multiply(square, square))
            if ((exponent & 1) != 0) power = Multiply(power, square);
        return power;
    }

    /// <summary>The product of two polynomials.</summary>
    internal static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (; a != 0; a <<= 1)
        {
            if ((a & One) != 0) product ^= b;
            b = (b & 1) != 0 ? b >> 1 ^ Polynomial : b >> 1;
        }
        return product;
    }
}
