using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Winds that balance pressure gradient, rotation and friction: f k x V + r V = -G, which is geostrophic away from the equator and finite on it
/// (Matsuno 1966, Gill 1980), slowed to gradient wind by the mean curvature of the flow.
/// </summary>
static class MomentumBalance
{
    // Friction in s-1 at 850 hPa and near the surface.
    const double Friction850 = 1.3e-5, FrictionSurface = 4.5e-5;

    const double CurvatureRadiusM = 1.5e6, AirDensity = 1.2;

    // Lowest-level wind over that above the boundary layer, at sea and on land.
    const double SurfaceFactorSea = 0.88, SurfaceFactorLand = 0.6;

    /// <summary>Adds the winds of both levels to the fields, from the height of 850 hPa and the sea-level pressure.</summary>
    internal static void AddWinds(GridGeometry geometry, float[] land, SyntheticFields fields)
    {
        int width = geometry.Width, height = geometry.Height;
        double dy = 2 * geometry.Grid.LatitudeSpacingDeg * Sphere.RadiansPerDegree * Sphere.EarthRadiusKm * 1000;
        for (int row = 1; row < height - 1; row++)
        {
            var (sin, cos) = geometry.SubRows(1)[row];
            double f = MoistAir.CoriolisPerSecond(sin), dx = 2 * geometry.Grid.LongitudeSpacingDeg * Sphere.RadiansPerDegree * Sphere.EarthRadiusKm * 1000 * cos;
            for (int column = 0; column < width; column++)
            {
                int i = row * width + column, west = row * width + (column == 0 ? width - 1 : column - 1), east = row * width + (column == width - 1 ? 0 : column + 1);
                var z = fields.Z850;
                var p = fields.PSL;
                Add(MoistAir.Gravity * (z[east] - z[west]) / dx, MoistAir.Gravity * (z[i + width] - z[i - width]) / dy, f, Friction850, 1, ref fields.U850[i], ref fields.V850[i]);
                Add((p[east] - p[west]) / (AirDensity * dx), (p[i + width] - p[i - width]) / (AirDensity * dy), f, FrictionSurface,
                    SurfaceFactorSea + (SurfaceFactorLand - SurfaceFactorSea) * land[i], ref fields.UBOT[i], ref fields.VBOT[i]);
            }
        }

        // A pole has no east: its row takes half the wind of the row beside it.
        foreach (var wind in new[] { fields.U850, fields.V850, fields.UBOT, fields.VBOT })
        {
            for (int column = 0; column < width; column++)
            {
                wind[column] += 0.5f * wind[width + column];
                wind[(height - 1) * width + column] += 0.5f * wind[(height - 2) * width + column];
            }
        }
    }

    static void Add(double gx, double gy, double f, double friction, double factor, ref float u, ref float v)
    {
        double scale = 1 / (f * f + friction * friction), x = -(f * gy + friction * gx) * scale, y = (f * gx - friction * gy) * scale;
        double speed = Math.Sqrt(x * x + y * y), slowed = factor * 2 / (1 + Math.Sqrt(1 + 4 * speed / ((Math.Abs(f) + 3e-5) * CurvatureRadiusM)));
        u += (float)(slowed * x);
        v += (float)(slowed * y);
    }
}
