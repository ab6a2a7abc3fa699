using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The cyclones of the 2018 data set: in a box about each centre, the largest piece above a percentile in each of four fields, then the largest of their
/// union (reference/deepcam.md 1.3). Pieces of equal size are all kept, as published.
/// </summary>
internal sealed class DeepCamBoxes(DeepCamCompatConfig config)
{
    /// <summary>The cells of the cyclones [H, W].</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="fields">TMQ, U850, V850, PRECT, each [H, W].</param>
    /// <param name="storms">In the order of their table.</param>
    internal bool[] Find(LatLonGrid grid, IReadOnlyList<float[]> fields, IReadOnlyList<DeepCamStorm> storms)
    {
        bool[][] found = [.. fields.Select(_ => new bool[grid.CellCount])];
        bool[] cyclones = new bool[grid.CellCount];
        foreach (var storm in storms)
        {
            var (cells, width) = Box(grid, storm);
            if (cells.Select(c => fields[0][c]).Where(float.IsFinite).Distinct().Count() < 2) continue;
            for (int k = 0; k < fields.Count; k++)
            {
                double[] values = [.. cells.Select(c => Value(k, fields[k][c]))];
                double threshold = Percentile(values);
                MarkLargest([.. values.Select(v => v > threshold)], cells, width, found[k]);
            }
            if (config.Quirks.RestartUnion) cyclones = (bool[])found[0].Clone();
            MarkLargest([.. cells.Select(c => found.Any(f => f[c]))], cells, width, cyclones);
        }
        return cyclones;
    }

    // Winds are the second and third field.
    double Value(int field, float value) => field is 1 or 2 && !config.Quirks.SignedWinds ? Math.Abs(value) : value;

    // numpy's percentile, linear between ranks; missing cells are left out.
    double Percentile(double[] values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0) return double.PositiveInfinity;
        double position = (sorted.Length - 1) * (config.BoxPercentile / 100);
        int below = Math.Min((int)position, sorted.Length - 1), above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
    }

    // The box's cells, row by row; the rows and columns nearest to its northern and eastern side are left out, as a Python slice does.
    (int[] Cells, int Width) Box(LatLonGrid grid, DeepCamStorm storm)
    {
        double half = storm.RadiusDeg + config.BoxMarginDeg;
        int south = Nearest(grid.LatitudeDeg, storm.LatitudeDeg - half), north = Nearest(grid.LatitudeDeg, storm.LatitudeDeg + half);
        double centre = grid.IsGlobal ? Sphere.WrapLongitude(storm.LongitudeDeg, grid.LongitudeDeg[0]) : storm.LongitudeDeg;
        bool wraps = grid.IsGlobal && !config.Quirks.BoxesStopAtSeam;
        int west = wraps ? NearestAround(grid, centre - half) : Nearest(grid.LongitudeDeg, centre - half);
        int east = wraps ? NearestAround(grid, centre + half) : Nearest(grid.LongitudeDeg, centre + half);
        int width = wraps ? (east - west + grid.Width) % grid.Width : Math.Max(0, east - west);
        int[] cells = [.. Enumerable.Range(south, Math.Max(0, north - south)).SelectMany(row => Enumerable.Range(west, width).Select(c => row * grid.Width + c % grid.Width))];
        return (cells, width);
    }

    static int NearestAround(LatLonGrid grid, double longitude)
    {
        double wrapped = Sphere.WrapLongitude(longitude, grid.LongitudeDeg[0]);
        int nearest = Nearest(grid.LongitudeDeg, wrapped);
        return grid.LongitudeDeg[0] + 360 - wrapped < Math.Abs(grid.LongitudeDeg[nearest] - wrapped) ? 0 : nearest;
    }

    static int Nearest(double[] axis, double value)
    {
        int nearest = 0;
        for (int i = 1; i < axis.Length; i++)
            if (Math.Abs(axis[i] - value) < Math.Abs(axis[nearest] - value)) nearest = i;
        return nearest;
    }

    static void MarkLargest(bool[] mask, int[] cells, int width, bool[] target)
    {
        if (width == 0) return;
        int[] pieces = new int[mask.Length];
        int count = ConnectedComponents.Label(mask, mask.Length / width, width, periodic: false, pieces);
        if (count == 0) return;
        int[] sizes = new int[count + 1];
        foreach (int piece in pieces)
            if (piece > 0) sizes[piece]++;
        int largest = sizes.Max();
        for (int i = 0; i < mask.Length; i++)
            if (pieces[i] > 0 && sizes[pieces[i]] == largest) target[cells[i]] = true;
    }
}
