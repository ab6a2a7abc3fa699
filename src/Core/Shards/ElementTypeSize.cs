namespace Rossby.Core;

/// <summary>The bytes that an element takes.</summary>
public static class ElementTypeSize
{
    /// <summary>Bytes of one element.</summary>
    public static int Bytes(this ElementType type) => type switch
    {
        ElementType.Float64 => 8,
        ElementType.Float32 => 4,
        ElementType.UInt8 => 1,
        _ => 2,
    };
}
