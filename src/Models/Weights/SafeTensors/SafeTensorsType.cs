using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The format's names of element types.</summary>
static class SafeTensorsType
{
    static readonly (string Name, ScalarType Type)[] Known =
    [
        ("F32", ScalarType.Float32), ("F64", ScalarType.Float64), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16),
        ("I64", ScalarType.Int64), ("U8", ScalarType.UInt8), ("BOOL", ScalarType.Bool),
    ];

    public static string NameOf(ScalarType type) => Known.First(k => k.Type == type).Name;

    public static ScalarType? Parse(string? name)
    {
        foreach (var (known, type) in Known)
            if (known == name) return type;
        return null;
    }
}
