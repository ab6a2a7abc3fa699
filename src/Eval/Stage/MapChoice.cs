using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>Which samples are drawn: the split is cut into as many parts as there are maps, and each part's sample with most storm cells is taken.</summary>
internal static class MapChoice
{
    /// <summary>The chosen samples in order.</summary>
    public static IReadOnlyList<int> Of(SampleReader reader, int maps)
    {
        var labels = new byte[reader.LabelBytes];
        return Of([.. Enumerable.Range(0, maps > 0 ? reader.Count : 0).Select(StormCells)], maps);

        int StormCells(int sample)
        {
            reader.ReadLabels(sample, labels);
            return labels.Count(l => l is SegmentationClass.TropicalCyclone or SegmentationClass.AtmosphericRiver);
        }
    }

    /// <summary>The same from the number of storm cells in each sample; of equals the first is taken.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> stormCells, int maps)
    {
        int parts = Math.Min(maps, stormCells.Count);
        return [.. Enumerable.Range(0, parts).Select(part =>
        {
            int first = (int)((long)stormCells.Count * part / parts), end = (int)((long)stormCells.Count * (part + 1) / parts);
            return Enumerable.Range(first, end - first).MaxBy(i => stormCells[i]);
        })];
    }
}
