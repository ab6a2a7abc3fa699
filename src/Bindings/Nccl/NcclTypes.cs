namespace Rossby.Nccl;

/// <summary>What follows from a type.</summary>
public static class NcclTypes
{
    /// <summary>Bytes of an element.</summary>
    public static int Bytes(this NcclType type) => type switch
    {
        NcclType.UInt8 => 1,
        NcclType.Float16 or NcclType.BFloat16 => 2,
        NcclType.Float32 => 4,
        _ => 8,
    };
}
