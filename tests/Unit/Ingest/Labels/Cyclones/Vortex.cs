using Rossby.Core;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>An axisymmetric cyclone made by hand: a Gaussian hollow in pressure, a Gaussian warm (or cold) core, and a wind that rises to its maximum and falls off as its inverse root.</summary>
internal sealed record Vortex(double LatitudeDeg, double LongitudeDeg)
{
    internal double DepthPa { get; init; } = 3000;

    internal double WarmK { get; init; } = 4;

    internal double MaximumWind { get; init; } = 35;

    internal double RadiusOfMaximumWindDeg { get; init; } = 1.5;

    internal double WidthDeg { get; init; } = 2.5;

    /// <summary>Tangential wind in m s-1 at a distance in degrees.</summary>
    internal double Wind(double deg) =>
        MaximumWind * Math.Max(0, 1 - deg / 18) * (deg < RadiusOfMaximumWindDeg ? deg / RadiusOfMaximumWindDeg : Math.Sqrt(RadiusOfMaximumWindDeg / deg));

    /// <summary>PSL, T200, T500, UBOT and VBOT of some vortices in a calm atmosphere.</summary>
    internal static Dictionary<string, float[]> Fields(LatLonGrid grid, params IReadOnlyList<Vortex> vortices)
    {
        var fields = new[] { "PSL", "T200", "T500", "UBOT", "VBOT" }.ToDictionary(n => n, _ => new float[grid.CellCount]);
        for (int i = 0; i < grid.CellCount; i++)
        {
            double latitude = grid.LatitudeDeg[i / grid.Width], longitude = grid.LongitudeDeg[i % grid.Width], pressure = 101_300, warm = 0, u = 0, v = 0;
            foreach (var vortex in vortices)
            {
                if (Math.Abs(latitude - vortex.LatitudeDeg) > Math.Max(18, 6 * vortex.WidthDeg)) continue;
                double deg = Sphere.DistanceDeg(latitude, longitude, vortex.LatitudeDeg, vortex.LongitudeDeg), x = deg / vortex.WidthDeg;
                pressure -= vortex.DepthPa * Math.Exp(-0.5 * x * x);
                warm += vortex.WarmK * Math.Exp(-0.5 * x * x);
                if (deg == 0) continue;

                // The way to the vortex, from three-dimensional vectors: the tangent plane's part of the vector between the two.
                double cyclonic = vortex.LatitudeDeg >= 0 ? 1 : -1, wind = vortex.Wind(deg);
                var (east, north) = Towards(latitude, longitude, vortex.LatitudeDeg, vortex.LongitudeDeg);
                u += cyclonic * wind * north;
                v -= cyclonic * wind * east;
            }
            fields["PSL"][i] = (float)pressure;
            fields["T200"][i] = (float)(220 + warm);
            fields["T500"][i] = (float)(265 + warm);
            fields["UBOT"][i] = (float)u;
            fields["VBOT"][i] = (float)v;
        }
        return fields;
    }

    static (double East, double North) Towards(double latitude, double longitude, double toLatitude, double toLongitude)
    {
        double a = latitude * Math.PI / 180, o = longitude * Math.PI / 180, b = toLatitude * Math.PI / 180, p = toLongitude * Math.PI / 180;
        double x = Math.Cos(b) * Math.Cos(p), y = Math.Cos(b) * Math.Sin(p), z = Math.Sin(b);
        double east = -Math.Sin(o) * x + Math.Cos(o) * y, north = -Math.Sin(a) * Math.Cos(o) * x - Math.Sin(a) * Math.Sin(o) * y + Math.Cos(a) * z;
        double length = Math.Sqrt(east * east + north * north);
        return length == 0 ? (0, 0) : (east / length, north / length);
    }
}
