namespace Rossby.NetCdf;

/// <summary>One number as a stored type holds it.</summary>
internal static class StoredNumber
{
    /// <summary>
    /// An attribute's number in the stored type, or null where it has no such value. Integers of equal width keep their bits,
    /// so that a <c>_FillValue</c> of -1 on unsigned bytes is 255.
    /// </summary>
    internal static byte[]? From(NetCdfType type, NetCdfAttribute attribute, int index)
    {
        if (type is NetCdfType.Float) return Bytes((float)attribute.Numbers[index]);
        if (type is NetCdfType.Double) return Bytes(attribute.Numbers[index]);
        if (attribute.Type is NetCdfType.Float or NetCdfType.Double)
        {
            double value = attribute.Numbers[index];
            return value == Math.Floor(value) && Math.Abs(value) < 1L << 53 ? Narrow(type, (long)value) : null;
        }
        long bits = attribute.Integers[index];
        return attribute.Type.Bytes() == type.Bytes() ? BitConverter.GetBytes(bits)[..type.Bytes()] : Narrow(type, bits);
    }

    /// <summary>The value of stored bytes.</summary>
    internal static double ToDouble(NetCdfType type, byte[] bytes) => new NetCdfAttribute("", type, bytes).Numbers[0];

    /// <summary>The bytes of a boxed number.</summary>
    internal static byte[] Bytes(object number) => number switch
    {
        short x => BitConverter.GetBytes(x),
        ushort x => BitConverter.GetBytes(x),
        int x => BitConverter.GetBytes(x),
        uint x => BitConverter.GetBytes(x),
        long x => BitConverter.GetBytes(x),
        ulong x => BitConverter.GetBytes(x),
        float x => BitConverter.GetBytes(x),
        double x => BitConverter.GetBytes(x),
        _ => throw new ArgumentException($"no stored form of {number.GetType().Name}"),
    };

    static byte[]? Narrow(NetCdfType type, long value)
    {
        var (low, high) = type switch
        {
            NetCdfType.Byte => (sbyte.MinValue, sbyte.MaxValue),
            NetCdfType.UByte => (byte.MinValue, byte.MaxValue),
            NetCdfType.Short => (short.MinValue, short.MaxValue),
            NetCdfType.UShort => (ushort.MinValue, ushort.MaxValue),
            NetCdfType.Int => (int.MinValue, int.MaxValue),
            NetCdfType.UInt => (uint.MinValue, uint.MaxValue),
            NetCdfType.UInt64 => (0L, long.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return value >= low && value <= high ? BitConverter.GetBytes(value)[..type.Bytes()] : null;
    }
}
