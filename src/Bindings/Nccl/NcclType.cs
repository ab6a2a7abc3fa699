namespace Rossby.Nccl;

/// <summary>The type of elements; the numbers are ncclDataType_t's.</summary>
public enum NcclType
{
    /// <summary>Bytes.</summary>
    UInt8 = 1,

    /// <summary>Whole numbers of 8 bytes.</summary>
    Int64 = 4,

    /// <summary>IEEE half.</summary>
    Float16 = 6,

    /// <summary>IEEE single.</summary>
    Float32 = 7,

    /// <summary>IEEE double.</summary>
    Float64 = 8,

    /// <summary>bfloat16.</summary>
    BFloat16 = 9,
}
