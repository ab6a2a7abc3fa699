using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Relative vorticity on the sphere, (dv/dlambda - d(u cos phi)/dphi) / (a cos phi), by derivatives of parabolas through three neighbours: centred inside,
/// one-sided at open edges, periodic in longitude on global grids alone. A cell with a missing value among its neighbours is missing.
/// </summary>
/// <remarks>
/// Poles of a global grid: u cos phi is 0 there, which closes the difference of the row beside a pole. A row at the pole itself holds the mean vorticity of the
/// cap within the next row, by the circulation along that row (Stokes). A row at the pole of a regional grid is missing.
/// </remarks>
internal static class SphericalVorticity
{
    const double RadiusM = Sphere.EarthRadiusKm * 1000;
    const double AtPoleDeg = 90 - 1e-4; // coordinates in float are this far from 90

    /// <param name="grid">At least three rows and three columns.</param>
    /// <param name="u">Eastward wind [H, W] in m s-1.</param>
    /// <param name="v">Northward wind [H, W] in m s-1.</param>
    /// <param name="vorticity">Receives [H, W] in s-1.</param>
    internal static void Compute(LatLonGrid grid, ReadOnlySpan<float> u, ReadOnlySpan<float> v, Span<float> vorticity)
    {
        if (grid.Height < 3 || grid.Width < 3) throw new DataException($"vorticity needs at least 3 x 3 cells, the grid has {grid.Height} x {grid.Width}");
        var columns = Columns(grid);
        for (int row = 0; row < grid.Height; row++)
        {
            var result = vorticity.Slice(row * grid.Width, grid.Width);
            if (Math.Abs(grid.LatitudeDeg[row]) >= AtPoleDeg) result.Fill(grid.IsGlobal ? (float)Cap(grid, row, u) : float.NaN);
            else Row(grid, row, columns, u, v, result);
        }
    }

    static void Row(LatLonGrid grid, int row, Parabola[] columns, ReadOnlySpan<float> u, ReadOnlySpan<float> v, Span<float> result)
    {
        int width = grid.Width;
        var (below, middle, above, rows) = Rows(grid, row);
        double cosBelow = Cos(grid, below), cosMiddle = Cos(grid, middle), cosAbove = Cos(grid, above), scale = 1 / (RadiusM * Cos(grid, row));
        var eastward = v.Slice(row * width, width);
        for (int column = 0; column < width; column++)
        {
            var (west, centre, east) = Neighbours(column, width, grid.IsGlobal);
            double dv = columns[column].Of(eastward[west], eastward[centre], eastward[east]);
            double du = rows.Of(Momentum(u, below, cosBelow, width, column), Momentum(u, middle, cosMiddle, width, column), Momentum(u, above, cosAbove, width, column));
            result[column] = (float)((dv - du) * scale);
        }
    }

    // Row -1 and row H stand for the poles, where u cos(phi) is 0 whatever the wind.
    static double Momentum(ReadOnlySpan<float> u, int row, double cos, int width, int column) => cos == 0 ? 0 : u[row * width + column] * cos;

    static (int Below, int Middle, int Above, Parabola Weights) Rows(LatLonGrid grid, int row)
    {
        int last = grid.Height - 1;
        int middle = row;
        if (row == 0 && !ReachesPole(grid, 0)) middle = 1;
        if (row == last && !ReachesPole(grid, last)) middle = last - 1;
        var weights = Parabola.At(Phi(grid, row), Phi(grid, middle - 1), Phi(grid, middle), Phi(grid, middle + 1));
        return (middle - 1, middle, middle + 1, weights);
    }

    static bool ReachesPole(LatLonGrid grid, int row)
    {
        int neighbour = row == 0 ? 1 : row - 1;
        return grid.IsGlobal && 90 - Math.Abs(grid.LatitudeDeg[row]) <= Math.Abs(grid.LatitudeDeg[row] - grid.LatitudeDeg[neighbour]);
    }

    static double Phi(LatLonGrid grid, int row) =>
        (row < 0 ? -90 : row >= grid.Height ? 90 : grid.LatitudeDeg[row]) * Sphere.RadiansPerDegree;

    static double Cos(LatLonGrid grid, int row) =>
        row < 0 || row >= grid.Height || Math.Abs(grid.LatitudeDeg[row]) >= AtPoleDeg ? 0 : Math.Cos(Phi(grid, row));

    static Parabola[] Columns(LatLonGrid grid)
    {
        int width = grid.Width;
        var weights = new Parabola[width];
        for (int column = 0; column < width; column++)
        {
            var (west, centre, east) = Neighbours(column, width, grid.IsGlobal);
            weights[column] = Parabola.At(Lambda(column), Lambda(grid.IsGlobal ? column - 1 : west), Lambda(centre), Lambda(grid.IsGlobal ? column + 1 : east));
        }
        return weights;

        double Lambda(int column) => Sphere.RadiansPerDegree * (column < 0 ? grid.LongitudeDeg[column + width] - 360
            : column >= width ? grid.LongitudeDeg[column - width] + 360 : grid.LongitudeDeg[column]);
    }

    static (int West, int Centre, int East) Neighbours(int column, int width, bool periodic)
    {
        if (periodic) return (column == 0 ? width - 1 : column - 1, column, column == width - 1 ? 0 : column + 1);
        int centre = Math.Clamp(column, 1, width - 2);
        return (centre - 1, centre, centre + 1);
    }

    // Circulation over area: 2 pi a cos(phi) mean(u) / (2 pi a^2 (1 - sin|phi|)), counter-clockwise seen from outside.
    static double Cap(LatLonGrid grid, int row, ReadOnlySpan<float> u)
    {
        int rim = row == 0 ? 1 : row - 1;
        double sum = 0;
        foreach (float wind in u.Slice(rim * grid.Width, grid.Width)) sum += wind;
        double phi = Math.Abs(Phi(grid, rim)), circulation = sum / grid.Width * Math.Cos(phi);
        return (row == 0 ? -circulation : circulation) / (RadiusM * (1 - Math.Sin(phi)));
    }
}
