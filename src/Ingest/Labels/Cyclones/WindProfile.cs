using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The azimuthal mean of the cyclonic tangential wind around a centre, ring by ring (SCIENCE, Labels).</summary>
internal sealed class WindProfile
{
    const int Octants = 8;

    // A ring of which less is seen says nothing of its mean.
    const int LeastOctantsSeen = 4;

    readonly List<(double RadiusDeg, double MetresPerSecond)> rings = [];

    /// <summary>Averages over the rings.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="centre">The cell in the middle.</param>
    /// <param name="eastward">[H, W] eastward wind, m s-1.</param>
    /// <param name="northward">[H, W] northward wind, m s-1.</param>
    /// <param name="searchDeg">Out to this distance.</param>
    /// <param name="ringDeg">Width of a ring; an empty one is left out, and what lies between its neighbours is interpolated.</param>
    internal WindProfile(LatLonGrid grid, int centre, ReadOnlySpan<float> eastward, ReadOnlySpan<float> northward, double searchDeg, double ringDeg)
    {
        int count = (int)Math.Ceiling(searchDeg / ringDeg);
        double[] sum = new double[count], distance = new double[count], area = new double[count];
        byte[] octants = new byte[count];
        bool missing = OpenEdge.Exists(grid);
        var distances = new GridDistance(grid, centre);
        double latitude0 = grid.LatitudeDeg[centre / grid.Width] * Sphere.RadiansPerDegree, cyclonic = latitude0 >= 0 ? 1 : -1;
        foreach (var (cell, deg) in GridDisc.Around(grid, centre, searchDeg))
        {
            int ring = Math.Min((int)(deg / ringDeg), count - 1);
            if (cell == centre) continue;
            if (float.IsNaN(eastward[cell]) || float.IsNaN(northward[cell]))
            {
                missing = true;
                continue;
            }
            var (east, north) = Outward(latitude0, grid.LatitudeDeg[cell / grid.Width] * Sphere.RadiansPerDegree,
                distances.LongitudeDifferenceDeg(cell % grid.Width) * Sphere.RadiansPerDegree);
            double tangential = cyclonic * (northward[cell] * east - eastward[cell] * north), weight = grid.CellAreaKm2(cell);
            sum[ring] += weight * tangential;
            distance[ring] += weight * deg;
            area[ring] += weight;
            octants[ring] |= (byte)(1 << (int)Math.Round(Math.Atan2(north, east) / (2 * Math.PI) * Octants + Octants) % Octants);
        }
        for (int ring = 0; ring < count; ring++)
        {
            if (area[ring] == 0) continue;
            if (missing && System.Numerics.BitOperations.PopCount(octants[ring]) < LeastOctantsSeen) continue;
            rings.Add((distance[ring] / area[ring], sum[ring] / area[ring]));
        }
    }

    /// <summary>The outermost radius in degrees where the mean exceeds a speed, and whether it exceeds it at the last ring that is seen; null where it never does.</summary>
    internal (double RadiusDeg, bool AtTheEnd)? Outermost(double metresPerSecond)
    {
        for (int k = rings.Count - 1; k >= 0; k--)
        {
            if (rings[k].MetresPerSecond <= metresPerSecond) continue;
            if (k == rings.Count - 1) return (rings[k].RadiusDeg, true);
            var (inner, outer) = (rings[k], rings[k + 1]);
            double share = (inner.MetresPerSecond - metresPerSecond) / (inner.MetresPerSecond - outer.MetresPerSecond);
            return (inner.RadiusDeg + share * (outer.RadiusDeg - inner.RadiusDeg), false);
        }
        return null;
    }

    // The unit vector at a cell that points away from the centre, eastward and northward.
    static (double East, double North) Outward(double latitude0, double latitude, double longitudeDifference)
    {
        double east = Math.Cos(latitude0) * Math.Sin(longitudeDifference);
        double north = Math.Sin(latitude) * Math.Cos(latitude0) * Math.Cos(longitudeDifference) - Math.Cos(latitude) * Math.Sin(latitude0);
        double length = Math.Sqrt(east * east + north * north);
        return length == 0 ? (0, 0) : (east / length, north / length);
    }
}
