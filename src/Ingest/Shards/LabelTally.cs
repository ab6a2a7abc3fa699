using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How often each class occurs: by cells in the training split, by area in the whole set; undecided cells apart.</summary>
internal sealed class LabelTally(LatLonGrid grid)
{
    readonly long[] trainingCells = new long[SegmentationClass.Count];
    readonly double[] areaKm2 = new double[SegmentationClass.Count];
    long ignored, cells;

    /// <summary>Counts the labels [H, W] of one sample.</summary>
    internal void Add(ReadOnlySpan<byte> labels, bool isTraining)
    {
        cells += labels.Length;
        Span<long> rowCells = stackalloc long[SegmentationClass.Count];
        for (int row = 0; row < grid.Height; row++)
        {
            rowCells.Clear();
            foreach (byte label in labels.Slice(row * grid.Width, grid.Width))
            {
                if (label == SegmentationClass.Ignore) ignored++;
                else rowCells[label]++;
            }
            for (int k = 0; k < rowCells.Length; k++)
            {
                areaKm2[k] += rowCells[k] * grid.RowCellAreaKm2[row];
                if (isTraining) trainingCells[k] += rowCells[k];
            }
        }
    }

    /// <summary>For the manifest.</summary>
    internal LabellingEntry Entry(ILabeller labeller, string dataset)
    {
        double trainingSum = trainingCells.Sum(), areaSum = areaKm2.Sum();
        return new LabellingEntry
        {
            Dataset = dataset,
            Method = labeller.Method,
            Version = labeller.Version,
            Parameters = labeller.Parameters,
            IsRuleBased = labeller.IsRuleBased,
            ClassFrequencies = [.. trainingCells.Select(n => trainingSum == 0 ? 0 : n / trainingSum)],
            AreaShares = [.. areaKm2.Select(a => areaSum == 0 ? 0 : a / areaSum)],
            IgnoredShare = cells == 0 ? 0 : (double)ignored / cells,
        };
    }
}
