namespace Rossby.NetCdf;

/// <summary>What libnetcdf puts where nothing was written (<c>NC_FILL_*</c> of netcdf.h).</summary>
internal static class DefaultFill
{
    /// <summary>The default of a type wider than a byte; null for bytes and characters, of which every value may be meant.</summary>
    internal static object? Of(NetCdfType type) => type switch
    {
        NetCdfType.Short => (short)-32767,
        NetCdfType.UShort => (ushort)65535,
        NetCdfType.Int => -2147483647,
        NetCdfType.UInt => 4294967295u,
        NetCdfType.Int64 => -9223372036854775806L,
        NetCdfType.UInt64 => 18446744073709551614ul,
        NetCdfType.Float => 9.9692099683868690e+36f,
        NetCdfType.Double => 9.9692099683868690e+36,
        _ => null,
    };
}
