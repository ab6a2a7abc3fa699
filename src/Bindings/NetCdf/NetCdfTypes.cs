namespace Rossby.NetCdf;

/// <summary>What the external types mean in .NET.</summary>
internal static class NetCdfTypes
{
    /// <summary>Bytes of one element; 0 for what is not read as numbers or characters.</summary>
    internal static int Bytes(this NetCdfType type) => type switch
    {
        NetCdfType.Byte or NetCdfType.Char or NetCdfType.UByte => 1,
        NetCdfType.Short or NetCdfType.UShort => 2,
        NetCdfType.Int or NetCdfType.UInt or NetCdfType.Float => 4,
        NetCdfType.Double or NetCdfType.Int64 or NetCdfType.UInt64 => 8,
        _ => 0,
    };

    /// <summary>The external type of a .NET number.</summary>
    internal static NetCdfType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? NetCdfType.Float
        : typeof(T) == typeof(double) ? NetCdfType.Double
        : typeof(T) == typeof(sbyte) ? NetCdfType.Byte
        : typeof(T) == typeof(byte) ? NetCdfType.UByte
        : typeof(T) == typeof(short) ? NetCdfType.Short
        : typeof(T) == typeof(ushort) ? NetCdfType.UShort
        : typeof(T) == typeof(int) ? NetCdfType.Int
        : typeof(T) == typeof(uint) ? NetCdfType.UInt
        : typeof(T) == typeof(long) ? NetCdfType.Int64
        : typeof(T) == typeof(ulong) ? NetCdfType.UInt64
        : throw new ArgumentException($"netCDF has no type for {typeof(T).Name}");

    /// <summary>Whether elements of a stored type may be seen as another without conversion: equal types, and bytes of any sort.</summary>
    internal static bool IsSeenAs(this NetCdfType stored, NetCdfType asked) => stored == asked || (stored.Bytes() == 1 && asked.Bytes() == 1);
}
