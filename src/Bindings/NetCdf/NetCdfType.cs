namespace Rossby.NetCdf;

/// <summary>The external types, by libnetcdf's numbers (<c>nc_type</c>).</summary>
public enum NetCdfType
{
    /// <summary>Compound, variable-length or opaque: listed, not read.</summary>
    Other = 0,

    /// <summary>Signed, 1 byte.</summary>
    Byte = 1,

    /// <summary>A character, 1 byte.</summary>
    Char = 2,

    /// <summary>Signed, 2 bytes.</summary>
    Short = 3,

    /// <summary>Signed, 4 bytes.</summary>
    Int = 4,

    /// <summary>IEEE 754 binary32.</summary>
    Float = 5,

    /// <summary>IEEE 754 binary64.</summary>
    Double = 6,

    /// <summary>Unsigned, 1 byte.</summary>
    UByte = 7,

    /// <summary>Unsigned, 2 bytes.</summary>
    UShort = 8,

    /// <summary>Unsigned, 4 bytes.</summary>
    UInt = 9,

    /// <summary>Signed, 8 bytes.</summary>
    Int64 = 10,

    /// <summary>Unsigned, 8 bytes.</summary>
    UInt64 = 11,

    /// <summary>Text of any length.</summary>
    String = 12,
}
