using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Sorts the cells of one step by what two labellings say of them, for a map.</summary>
public static class AgreementMap
{
    /// <summary>The categories by number. A storm that both have is dark; what one alone has is lighter, in its own hue.</summary>
    public static IReadOnlyList<MapCategory> Categories { get; } =
    [
        new("neither", 0xEEF1F4),
        new("both: cyclone", 0x6A0136), new("only A: cyclone", 0xF2256B), new("only B: cyclone", 0xB78CFF),
        new("both: river", 0x1B4965), new("only A: river", 0xFF9F1A), new("only B: river", 0x4CB5AE),
        new("different storms", 0x222222), new("one is undecided", 0xB9B4AE),
    ];

    /// <summary>The category of each cell.</summary>
    public static byte[] Of(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        byte[] cells = new byte[a.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = (a[i], b[i]) switch
            {
                (SegmentationClass.Ignore, _) or (_, SegmentationClass.Ignore) => 8,
                (SegmentationClass.Background, SegmentationClass.Background) => 0,
                (SegmentationClass.Background, var only) => (byte)(only * 3),
                (var only, SegmentationClass.Background) => (byte)(only * 3 - 1),
                var (one, other) when one == other => (byte)(one * 3 - 2),
                _ => 7,
            };
        }
        return cells;
    }
}
