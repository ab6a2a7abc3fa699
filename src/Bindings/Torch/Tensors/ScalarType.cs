namespace Rossby.Torch;

/// <summary>The type of a tensor's elements; the numbers are c10::ScalarType's.</summary>
public enum ScalarType
{
    /// <summary>Unsigned byte: labels.</summary>
    UInt8 = 0,

    /// <summary>64-bit integer: indices, and targets of the loss.</summary>
    Int64 = 4,

    /// <summary>IEEE half.</summary>
    Float16 = 5,

    /// <summary>IEEE single: the default.</summary>
    Float32 = 6,

    /// <summary>IEEE double: gradient checks.</summary>
    Float64 = 7,

    /// <summary>Truth value, one byte.</summary>
    Bool = 11,

    /// <summary>The upper half of a single.</summary>
    BFloat16 = 15,
}
