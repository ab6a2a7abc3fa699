using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How often each class occurs in one sample.</summary>
/// <param name="Cells">Cells by class.</param>
/// <param name="AreaKm2">Area by class.</param>
/// <param name="Ignored">Cells that are undecided.</param>
internal sealed record LabelCounts(long[] Cells, double[] AreaKm2, long Ignored)
{
    /// <summary>Counts the labels [H, W] of one sample.</summary>
    internal static LabelCounts Of(LatLonGrid grid, ReadOnlySpan<byte> labels)
    {
        var counts = new LabelCounts(new long[SegmentationClass.Count], new double[SegmentationClass.Count], 0);
        long ignored = 0;
        for (int y = 0; y < grid.Height; y++)
        {
            var row = labels.Slice(y * grid.Width, grid.Width);
            ignored += row.Count(SegmentationClass.Ignore);
            for (int k = 0; k < SegmentationClass.Count; k++)
            {
                int cells = row.Count((byte)k);
                counts.Cells[k] += cells;
                counts.AreaKm2[k] += cells * grid.RowCellAreaKm2[y];
            }
        }
        return counts with { Ignored = ignored };
    }
}
