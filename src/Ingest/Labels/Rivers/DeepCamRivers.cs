using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The rivers of the 2018 data set: a flood over damped water vapour, kept by bounding box and area (reference/deepcam.md 1.3).</summary>
internal sealed class DeepCamRivers(DeepCamCompatConfig config)
{
    const double TypedRadiusKm = 6170;

    /// <summary>The cells of the rivers [H, W].</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="waterVapour">[H, W] kg m-2; missing cells are in no river.</param>
    internal bool[] Find(LatLonGrid grid, ReadOnlySpan<float> waterVapour)
    {
        bool[] moist = new bool[grid.CellCount], rivers = new bool[grid.CellCount];
        for (int i = 0; i < moist.Length; i++)
        {
            double latitude = grid.LatitudeDeg[i / grid.Width];
            double damping = 1 - Math.Exp(-latitude * latitude / (2 * config.DampingDeg * config.DampingDeg));
            moist[i] = waterVapour[i] * damping - config.WaterVapourThresholdKgPerSquareMetre > 0;
        }
        for (int i = 0; i < moist.Length; i++)
        {
            if (!moist[i]) continue;
            var cells = Flood(grid, moist, i);
            if (!IsRiver(grid, cells)) continue;
            foreach (int cell in cells) rivers[cell] = true;
        }
        return rivers;
    }

    // Cells already found are cleared, as the published search marks them.
    List<int> Flood(LatLonGrid grid, bool[] moist, int seed)
    {
        bool wraps = grid.IsGlobal && !config.Quirks.RiversStopAtSeam;
        var found = new List<int> { seed };
        moist[seed] = false;
        for (int k = 0; k < found.Count; k++)
        {
            int row = found[k] / grid.Width, column = found[k] % grid.Width;
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    int y = row + dy, x = column + dx;
                    if (y < 0 || y >= grid.Height || (config.Quirks.FourNeighbours && dx != 0 && dy != 0)) continue;
                    if (wraps) x = (x + grid.Width) % grid.Width;
                    if (x < 0 || x >= grid.Width) continue;
                    int neighbour = y * grid.Width + x;
                    if (!moist[neighbour] || (config.Quirks.FirstCellUnreachable && neighbour == 0)) continue;
                    moist[neighbour] = false;
                    found.Add(neighbour);
                }
            }
        }
        return found;
    }

    bool IsRiver(LatLonGrid grid, List<int> cells)
    {
        int south = cells.Min() / grid.Width, north = cells.Max() / grid.Width;
        var (west, east) = Columns(grid, cells);
        if (south == north || west == east) return false;
        double southDeg = grid.LatitudeDeg[south], northDeg = grid.LatitudeDeg[north];
        double diagonalKm = Sphere.DistanceKm(northDeg, grid.LongitudeDeg[east], southDeg, grid.LongitudeDeg[west]);
        double radiusKm = config.Quirks.EarthRadius6170 ? TypedRadiusKm : Sphere.EarthRadiusKm;

        // The published area: cosine of the row times the spacing to the next row and column; the last take the first's.
        double areaKm2 = 0;
        foreach (int cell in cells)
        {
            int row = cell / grid.Width, column = cell % grid.Width;
            areaKm2 += Math.Cos(grid.LatitudeDeg[row] * Sphere.RadiansPerDegree) * Step(grid.LatitudeDeg, row) * Step(grid.LongitudeDeg, column);
        }
        areaKm2 *= radiusKm * radiusKm * Sphere.RadiansPerDegree * Sphere.RadiansPerDegree;
        return diagonalKm > config.MinimumDiagonalKm && areaKm2 / Sphere.DistanceKm(southDeg, 0, northDeg, 0) < config.MaximumWidthKm;
    }

    // First and last column; across the seam, those beside the widest gap.
    (int West, int East) Columns(LatLonGrid grid, List<int> cells)
    {
        bool[] occupied = new bool[grid.Width];
        foreach (int cell in cells) occupied[cell % grid.Width] = true;
        int west = Array.IndexOf(occupied, true), east = Array.LastIndexOf(occupied, true);
        if (!grid.IsGlobal || config.Quirks.RiversStopAtSeam) return (west, east);
        int widest = grid.Width - 1 - east + west;
        var best = (west, east);
        for (int column = west, last = west; column <= east; column++)
        {
            if (!occupied[column]) continue;
            if (column - last - 1 > widest) (widest, best) = (column - last - 1, (column, last));
            last = column;
        }
        return best;
    }

    static double Step(double[] axis, int index) => index < axis.Length - 1 ? axis[index + 1] - axis[index] : axis[1] - axis[0];
}
