using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// GFDL's shape test (gfdl_spline.f90): in each of eight compass directions from an extremum the field changes by an amount within a radius.
/// Along great circles, every half grid spacing, bilinear between cells, where GFDL takes cubic splines in degrees.
/// </summary>
internal static class CompassShape
{
    const int Directions = 8;

    /// <summary>Tests one extremum.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="field">[H, W]; NaN where missing.</param>
    /// <param name="centre">The extremum's cell.</param>
    /// <param name="change">Positive: the field rises by as much; negative: it falls.</param>
    /// <param name="radiusDeg">Within this great-circle distance.</param>
    internal static ContourClosure Test(LatLonGrid grid, float[] field, int centre, double change, double radiusDeg)
    {
        bool truncated = false;
        double stepDeg = Math.Min(grid.LatitudeSpacingDeg, grid.LongitudeSpacingDeg) / 2;
        for (int k = 0; k < Directions; k++)
        {
            var outcome = Along(grid, field, centre, 2 * Math.PI * k / Directions, change, radiusDeg, stepDeg);
            if (outcome == ContourClosure.Open) return outcome;
            truncated |= outcome == ContourClosure.Truncated;
        }
        return truncated ? ContourClosure.Truncated : ContourClosure.Closed;
    }

    static ContourClosure Along(LatLonGrid grid, float[] field, int centre, double bearing, double change, double radiusDeg, double stepDeg)
    {
        double latitude0 = grid.LatitudeDeg[centre / grid.Width] * Sphere.RadiansPerDegree;
        int steps = (int)Math.Ceiling(radiusDeg / stepDeg);
        for (int step = 1; step <= steps; step++)
        {
            double arc = Math.Min(step * stepDeg, radiusDeg) * Sphere.RadiansPerDegree;
            double sinLatitude = Math.Sin(latitude0) * Math.Cos(arc) + Math.Cos(latitude0) * Math.Sin(arc) * Math.Cos(bearing);
            double east = Math.Atan2(Math.Sin(bearing) * Math.Sin(arc) * Math.Cos(latitude0), Math.Cos(arc) - Math.Sin(latitude0) * sinLatitude);
            double value = Bilinear(grid, field, centre, Math.Asin(Math.Clamp(sinLatitude, -1, 1)) / Sphere.RadiansPerDegree, east / Sphere.RadiansPerDegree);
            if (double.IsNaN(value)) return ContourClosure.Truncated;
            if ((value - field[centre]) * Math.Sign(change) >= Math.Abs(change)) return ContourClosure.Closed;
        }
        return ContourClosure.Open;
    }

    // NaN beyond an open edge or where any of the four cells is missing.
    static double Bilinear(LatLonGrid grid, float[] field, int centre, double latitude, double eastDeg)
    {
        double[] latitudes = grid.LatitudeDeg;
        if (latitude < latitudes[0] || latitude > latitudes[^1]) return double.NaN;
        int row = Array.BinarySearch(latitudes, latitude);
        row = Math.Min(row >= 0 ? row : ~row - 1, grid.Height - 2);
        double y = (latitude - latitudes[row]) / (latitudes[row + 1] - latitudes[row]);
        double spacing = grid.IsGlobal ? 360.0 / grid.Width : grid.LongitudeSpacingDeg, columns = eastDeg / spacing;
        int west = centre % grid.Width + (int)Math.Floor(columns), next = west + 1;
        double x = columns - Math.Floor(columns);
        if (x == 0) next = west;
        if (grid.IsGlobal) (west, next) = ((west % grid.Width + grid.Width) % grid.Width, (next % grid.Width + grid.Width) % grid.Width);
        if (west < 0 || next >= grid.Width) return double.NaN;
        double south = field[row * grid.Width + west] + x * (field[row * grid.Width + next] - field[row * grid.Width + west]);
        double north = field[(row + 1) * grid.Width + west] + x * (field[(row + 1) * grid.Width + next] - field[(row + 1) * grid.Width + west]);
        return y == 0 ? south : south + y * (north - south);
    }
}
