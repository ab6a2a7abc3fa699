using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The azimuthal mean of a wind around a centre, ring by ring; what lies between the rings is interpolated.</summary>
internal sealed class WindProfile
{
    const int Octants = 8;

    // A ring of which less is seen says nothing of its mean.
    const int LeastOctantsSeen = 4;

    readonly List<(double RadiusDeg, double MetresPerSecond)> rings = [];

    WindProfile(LatLonGrid grid, int centre, double searchDeg, double ringDeg, Func<int, double, double, double> wind)
    {
        int count = (int)Math.Ceiling(searchDeg / ringDeg);
        double[] sum = new double[count], distance = new double[count], area = new double[count];
        byte[] octants = new byte[count];
        bool missing = OpenEdge.Exists(grid);
        var distances = new GridDistance(grid, centre);
        double latitude0 = grid.LatitudeDeg[centre / grid.Width] * Sphere.RadiansPerDegree;
        foreach (var (cell, deg) in GridDisc.Around(grid, centre, searchDeg))
        {
            if (cell == centre) continue;
            var (east, north) = Outward(latitude0, grid.LatitudeDeg[cell / grid.Width] * Sphere.RadiansPerDegree,
                distances.LongitudeDifferenceDeg(cell % grid.Width) * Sphere.RadiansPerDegree);
            double value = wind(cell, east, north), weight = grid.CellAreaKm2(cell);
            if (double.IsNaN(value))
            {
                missing = true;
                continue;
            }
            int ring = Math.Min((int)(deg / ringDeg), count - 1);
            sum[ring] += weight * value;
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

    /// <summary>The cyclonic tangential wind: about the centre, counterclockwise in the north (SCIENCE, Labels).</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="centre">The cell in the middle.</param>
    /// <param name="eastward">[H, W] eastward wind, m s-1.</param>
    /// <param name="northward">[H, W] northward wind, m s-1.</param>
    /// <param name="searchDeg">Out to this distance.</param>
    /// <param name="ringDeg">Width of a ring.</param>
    internal static WindProfile Tangential(LatLonGrid grid, int centre, float[] eastward, float[] northward, double searchDeg, double ringDeg)
    {
        double cyclonic = grid.LatitudeDeg[centre / grid.Width] >= 0 ? 1 : -1;
        return new(grid, centre, searchDeg, ringDeg, (cell, east, north) => cyclonic * (northward[cell] * east - eastward[cell] * north));
    }

    /// <summary>The speed, whatever its direction (teca_tc_wind_radii); parameters as in <see cref="Tangential"/>.</summary>
    internal static WindProfile Speed(LatLonGrid grid, int centre, float[] eastward, float[] northward, double searchDeg, double ringDeg) =>
        new(grid, centre, searchDeg, ringDeg, (cell, _, _) => Math.Sqrt((double)eastward[cell] * eastward[cell] + (double)northward[cell] * northward[cell]));

    /// <summary>The outermost radius in degrees where the mean exceeds a speed, and whether it exceeds it at the last ring that is seen; null where it never does.</summary>
    internal (double RadiusDeg, bool AtTheEnd)? Outermost(double metresPerSecond)
    {
        for (int k = rings.Count - 1; k >= 0; k--)
            if (rings[k].MetresPerSecond > metresPerSecond) return Crossing(k, metresPerSecond);
        return null;
    }

    /// <summary>The first radius outward of the strongest ring where the mean falls to a speed; null where no ring exceeds it, or none outward of the strongest falls to it.</summary>
    internal double? BeyondThePeak(double metresPerSecond)
    {
        int peak = -1;
        for (int k = 0; k < rings.Count; k++)
            if (peak < 0 || rings[k].MetresPerSecond > rings[peak].MetresPerSecond) peak = k;
        if (peak < 0 || rings[peak].MetresPerSecond <= metresPerSecond) return null;
        for (int k = peak; k < rings.Count - 1; k++)
            if (rings[k + 1].MetresPerSecond <= metresPerSecond) return Crossing(k, metresPerSecond).RadiusDeg;
        return null;
    }

    (double RadiusDeg, bool AtTheEnd) Crossing(int k, double metresPerSecond)
    {
        if (k == rings.Count - 1) return (rings[k].RadiusDeg, true);
        var (inner, outer) = (rings[k], rings[k + 1]);
        double share = (inner.MetresPerSecond - metresPerSecond) / (inner.MetresPerSecond - outer.MetresPerSecond);
        return (inner.RadiusDeg + share * (outer.RadiusDeg - inner.RadiusDeg), false);
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
