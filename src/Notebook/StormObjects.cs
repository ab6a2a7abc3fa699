using Rossby.Core;

namespace Rossby.Notebook;

/// <summary>Cuts a mask into its connected objects.</summary>
internal static class StormObjects
{
    /// <summary>The objects of one class at one time, the largest first.</summary>
    /// <param name="grid">The grid; where it is global, objects connect across its seam.</param>
    /// <param name="mask">[H, W] in stored order.</param>
    /// <param name="classIndex">The class.</param>
    /// <param name="time">Their time.</param>
    public static IReadOnlyList<Storm> Of(LatLonGrid grid, ReadOnlySpan<byte> mask, byte classIndex, ClimateTime time)
    {
        bool[] members = new bool[mask.Length];
        for (int i = 0; i < mask.Length; i++) members[i] = mask[i] == classIndex;
        int[] components = new int[mask.Length];
        int count = ConnectedComponents.Label(members, grid.Height, grid.Width, grid.IsGlobal, components);
        var centroids = new SphericalCentroid[count];
        double[] areaKm2 = new double[count];
        int[] cells = new int[count];
        for (int i = 0; i < components.Length; i++)
        {
            if (components[i] is var number && number == 0) continue;
            int row = i / grid.Width, storm = number - 1;
            double cellKm2 = grid.CellAreaKm2(i);
            centroids[storm].Add(grid.LatitudeDeg[row], grid.LongitudeDeg[i % grid.Width], cellKm2);
            areaKm2[storm] += cellKm2;
            cells[storm]++;
        }
        return [.. Enumerable.Range(0, count)
            .Select(s => new Storm(time, classIndex, centroids[s].LatitudeDeg, centroids[s].LongitudeDeg, areaKm2[s], cells[s]))
            .OrderByDescending(s => s.AreaKm2)];
    }
}
