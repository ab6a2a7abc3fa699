using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The Laplacian of a field as TempestExtremes takes it (DataOp.cpp, BuildLaplacianOperator): points at even angles on a great circle about a cell, from
/// due east on; for each the nearest cell k, once; (4 / points) x sum of (f_k - f_0) / d_k^2 with the distance d_k in radians.
/// </summary>
internal sealed class RingLaplacian
{
    readonly LatLonGrid grid;
    readonly Term[][] byRow;

    readonly record struct Term(int Row, int ColumnsEast, double Weight);

    /// <param name="grid">The grid; its columns are evenly spaced.</param>
    /// <param name="points">Points on the ring.</param>
    /// <param name="radiusDeg">Radius of the ring, degrees of great circle.</param>
    internal RingLaplacian(LatLonGrid grid, int points, double radiusDeg)
    {
        this.grid = grid;

        // All cells of a row have the same ring, turned with them.
        byRow = [.. Enumerable.Range(0, grid.Height).Select(row => Terms(row, points, radiusDeg))];
    }

    /// <summary>The Laplacian at a cell, in the field's unit per rad2; NaN where the ring meets a missing cell or leaves a regional grid.</summary>
    internal double At(int cell, ReadOnlySpan<float> field)
    {
        int column = cell % grid.Width;
        double sum = 0, centre = field[cell];
        foreach (var term in byRow[cell / grid.Width])
        {
            int x = column + term.ColumnsEast;
            if (term.Row < 0 || (!grid.IsGlobal && (x < 0 || x >= grid.Width))) return double.NaN;
            sum += term.Weight * (field[term.Row * grid.Width + (x % grid.Width + grid.Width) % grid.Width] - centre);
        }
        return sum;
    }

    Term[] Terms(int row, int points, double radiusDeg)
    {
        var taken = new HashSet<(int Row, int Column)> { (row, 0) };
        var terms = new List<Term>();
        double latitude = grid.LatitudeDeg[row];
        for (int k = 0; k < points; k++)
        {
            var (toLatitude, eastDeg) = Destination(latitude, 2 * Math.PI * k / points, radiusDeg);
            var (y, x) = Nearest(toLatitude, eastDeg);
            int turn = grid.IsGlobal ? (x % grid.Width + grid.Width) % grid.Width : x;
            if (y >= 0 && !taken.Add((y, turn))) continue;
            double distance = y < 0 ? 1 : Sphere.DistanceDeg(latitude, 0, grid.LatitudeDeg[y], x * grid.LongitudeSpacingDeg) * Sphere.RadiansPerDegree;

            // The rows of a pole are many cells of one place.
            if (distance < 1e-9) continue;
            terms.Add(new Term(y, x, 4.0 / points / (distance * distance)));
        }
        return [.. terms];
    }

    // Where a great circle leads that starts at an angle from due east towards north: its latitude, and how far east.
    static (double LatitudeDeg, double EastDeg) Destination(double latitudeDeg, double angle, double distanceDeg)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(latitudeDeg * Sphere.RadiansPerDegree);
        var (sinDistance, cosDistance) = Math.SinCos(distanceDeg * Sphere.RadiansPerDegree);
        double sine = Math.Clamp(sinLatitude * cosDistance + cosLatitude * sinDistance * Math.Sin(angle), -1, 1);
        double east = Math.Atan2(sinDistance * Math.Cos(angle), cosLatitude * cosDistance - sinLatitude * sinDistance * Math.Sin(angle));
        return (Math.Asin(sine) / Sphere.RadiansPerDegree, east / Sphere.RadiansPerDegree);
    }

    // The cell nearest on the sphere, as row and columns east; row -1 beyond the rows of a regional grid.
    (int Row, int ColumnsEast) Nearest(double latitudeDeg, double eastDeg)
    {
        if (latitudeDeg < grid.LatitudeBoundsDeg[0] || latitudeDeg > grid.LatitudeBoundsDeg[grid.Height]) return (-1, 0);
        int at = Array.BinarySearch(grid.LatitudeDeg, latitudeDeg);
        if (at < 0) at = ~at;
        int columns = (int)Math.Round(eastDeg / grid.LongitudeSpacingDeg);
        var best = (Row: -1, Distance: double.PositiveInfinity);

        // Near a pole, where columns are close together, a farther row may be nearer.
        for (int row = Math.Max(0, at - 2); row <= Math.Min(grid.Height - 1, at + 1); row++)
        {
            double distance = Sphere.DistanceDeg(latitudeDeg, eastDeg, grid.LatitudeDeg[row], columns * grid.LongitudeSpacingDeg);
            if (distance < best.Distance) best = (row, distance);
        }
        return (best.Row, columns);
    }
}
