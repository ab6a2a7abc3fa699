using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>
/// Which samples are drawn: the split is cut into as many parts as there are maps, and each part's stormiest sample is taken. Cells of each storm class
/// count by their share of all its cells in the split, so that the few cells of cyclones weigh as much as the many of rivers.
/// </summary>
internal static class MapChoice
{
    /// <summary>The chosen samples in order.</summary>
    public static IReadOnlyList<int> Of(SampleReader reader, int maps)
    {
        var labels = new byte[reader.LabelBytes];
        return Of([.. Enumerable.Range(0, maps > 0 ? reader.Count : 0).Select(StormCells)], maps);

        (int Cyclone, int River) StormCells(int sample)
        {
            reader.ReadLabels(sample, labels);
            return (labels.Count(l => l == SegmentationClass.TropicalCyclone), labels.Count(l => l == SegmentationClass.AtmosphericRiver));
        }
    }

    /// <summary>The same from the number of storm cells in each sample; of equals the first is taken.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<(int Cyclone, int River)> stormCells, int maps)
    {
        int parts = Math.Min(maps, stormCells.Count);
        double cyclones = Math.Max(1, stormCells.Sum(s => (double)s.Cyclone)), rivers = Math.Max(1, stormCells.Sum(s => (double)s.River));
        return [.. Enumerable.Range(0, parts).Select(part =>
        {
            int first = (int)((long)stormCells.Count * part / parts), end = (int)((long)stormCells.Count * (part + 1) / parts);
            return Enumerable.Range(first, end - first).MaxBy(i => stormCells[i].Cyclone / cyclones + stormCells[i].River / rivers);
        })];
    }
}
