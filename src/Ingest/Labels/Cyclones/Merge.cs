using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Of minima near each other the deepest.</summary>
internal static class Merge
{
    /// <summary>The minima that have no deeper one within a distance, the deepest first. Of equal ones the southern stays, then the western, as seen from the other.</summary>
    internal static IReadOnlyList<(int Cell, bool Truncated)> Deepest(
        LatLonGrid grid, float[] pressure, List<(int Cell, bool Truncated)> minima, double mergeDeg)
    {
        var kept = new List<(int Cell, bool Truncated)>();
        foreach (var minimum in minima)
        {
            var distance = new GridDistance(grid, minimum.Cell);
            bool hidden = minima.Exists(other =>
                Precedes(other.Cell, minimum.Cell, distance) && distance.Deg(other.Cell / grid.Width, other.Cell % grid.Width) <= mergeDeg);
            if (!hidden) kept.Add(minimum);
        }
        // The columns' order depends on where the grid begins; it decides only between equal pressures of one row, far apart.
        return [.. kept.OrderBy(m => pressure[m.Cell]).ThenBy(m => m.Cell)];

        bool Precedes(int a, int b, GridDistance fromB)
        {
            if (pressure[a] != pressure[b]) return pressure[a] < pressure[b];
            if (a / grid.Width != b / grid.Width) return a < b;
            return fromB.LongitudeDifferenceDeg(a % grid.Width) < 0;
        }
    }
}
