namespace Rossby.Hdf5;

/// <summary>What an element of a dataset is in the file, byte order apart.</summary>
public enum H5ElementType
{
    /// <summary>Anything that Rossby does not read: compound, opaque, reference, odd widths.</summary>
    Other,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16,

    /// <summary>Unsigned, 1 byte.</summary>
    UInt8,

    /// <summary>Signed, 1 byte.</summary>
    Int8,

    /// <summary>Unsigned, 2 bytes.</summary>
    UInt16,

    /// <summary>Signed, 2 bytes.</summary>
    Int16,

    /// <summary>Unsigned, 4 bytes.</summary>
    UInt32,

    /// <summary>Signed, 4 bytes.</summary>
    Int32,

    /// <summary>Unsigned, 8 bytes.</summary>
    UInt64,

    /// <summary>Signed, 8 bytes.</summary>
    Int64,

    /// <summary>Text, fixed or variable in length.</summary>
    Text,
}
