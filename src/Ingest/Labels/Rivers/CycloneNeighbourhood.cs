using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The surroundings of a step's cyclones, whose moisture is no river.</summary>
/// <param name="grid">Where.</param>
/// <param name="storms">The step's objects; those of the class cyclone count.</param>
/// <param name="radiusDeg">Degrees of great circle about a centre.</param>
internal sealed class CycloneNeighbourhood(LatLonGrid grid, IReadOnlyList<StormObject> storms, double radiusDeg)
{
    readonly (double LatitudeDeg, double LongitudeDeg)[] centres =
        [.. storms.Where(s => s.Class == SegmentationClass.TropicalCyclone)
            .Select(s => s.Cyclone is { } c ? (c.LatitudeDeg, c.LongitudeDeg) : (s.CentroidLatitudeDeg, s.CentroidLongitudeDeg))];

    /// <summary>The share of the cells' area that lies there.</summary>
    public double ShareOf(int[] cells)
    {
        double near = 0, all = 0;
        foreach (int cell in cells)
        {
            double latitude = grid.LatitudeDeg[cell / grid.Width], longitude = grid.LongitudeDeg[cell % grid.Width], areaKm2 = grid.CellAreaKm2(cell);
            all += areaKm2;
            if (Array.Exists(centres, c => Sphere.DistanceDeg(latitude, longitude, c.LatitudeDeg, c.LongitudeDeg) <= radiusDeg)) near += areaKm2;
        }
        return near / all;
    }
}
