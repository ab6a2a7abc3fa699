using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The largest great-circle distance between two cells of an object, exactly, without trying all pairs.</summary>
/// <remarks>
/// The distance between points of two fixed rows grows with their difference in longitude up to 180 degrees. So for each pair of rows only the pair of cells
/// with the largest such difference counts: that of two row ends, unless the rows together span more than 180 degrees; then, for each cell of one row, the
/// cells of the other next to its antimeridian.
/// </remarks>
internal static class GreatCircleSpan
{
    /// <summary>That distance in km; 0 for a single cell.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="cells">Cells row x W + column, increasing.</param>
    internal static double Km(LatLonGrid grid, ReadOnlySpan<int> cells)
    {
        var (latitudes, rows) = Unwrap(grid, cells);
        double smallestCosine = 1;
        var best = (LatitudeA: 0.0, LatitudeB: 0.0, Difference: 0.0);
        for (int a = 0; a < rows.Count; a++)
        {
            for (int b = a; b < rows.Count; b++)
            {
                double difference = LargestDifference(rows[a], rows[b]);
                double cosine = Cosine(latitudes[a], latitudes[b], difference);
                if (cosine >= smallestCosine) continue;
                smallestCosine = cosine;
                best = (latitudes[a], latitudes[b], difference);
            }
        }
        return Sphere.DistanceKm(best.LatitudeA, 0, best.LatitudeB, best.Difference);
    }

    // Longitudes of each row, increasing, cut at the object's widest gap so that its rows rarely span more than 180 degrees.
    static (List<double> Latitudes, List<double[]> Rows) Unwrap(LatLonGrid grid, ReadOnlySpan<int> cells)
    {
        bool[] occupied = new bool[grid.Width];
        foreach (int cell in cells) occupied[cell % grid.Width] = true;
        double cutDeg = grid.LongitudeDeg[grid.IsGlobal ? FirstAfterWidestGap(occupied) : 0];
        var latitudes = new List<double>();
        var rows = new List<double[]>();
        for (int i = 0; i < cells.Length;)
        {
            int row = cells[i] / grid.Width, end = i;
            while (end < cells.Length && cells[end] / grid.Width == row) end++;
            double[] longitudes = new double[end - i];
            for (int k = i; k < end; k++)
            {
                double longitude = grid.LongitudeDeg[cells[k] % grid.Width];
                longitudes[k - i] = longitude < cutDeg ? longitude + 360 : longitude;
            }
            Array.Sort(longitudes);
            latitudes.Add(grid.LatitudeDeg[row]);
            rows.Add(longitudes);
            i = end;
        }
        return (latitudes, rows);
    }

    static int FirstAfterWidestGap(bool[] occupied)
    {
        int start = Array.IndexOf(occupied, true), widest = 0, first = start, gap = 0;
        for (int k = 1; k <= occupied.Length; k++)
        {
            int column = (start + k) % occupied.Length;
            if (!occupied[column])
            {
                gap++;
                continue;
            }
            if (gap > widest) (widest, first) = (gap, column);
            gap = 0;
        }
        return first;
    }

    static double LargestDifference(double[] a, double[] b)
    {
        double ends = Math.Max(a[^1] - b[0], b[^1] - a[0]);
        if (ends <= 180) return ends;
        double largest = 0;
        foreach (double longitude in a)
        {
            int above = LowerBound(b, longitude - 180), opposite = LowerBound(b, longitude + 180);
            for (int k = 0; k < 4; k++)
            {
                int candidate = k switch { 0 => above - 1, 1 => above, 2 => opposite - 1, _ => opposite };
                if (candidate < 0 || candidate >= b.Length) continue;
                double difference = Math.Abs(longitude - b[candidate]);
                largest = Math.Max(largest, difference > 180 ? 360 - difference : difference);
            }
        }
        return largest;
    }

    static int LowerBound(double[] sorted, double value)
    {
        int index = Array.BinarySearch(sorted, value);
        return index < 0 ? ~index : index;
    }

    static double Cosine(double latitudeA, double latitudeB, double difference)
    {
        double a = latitudeA * Sphere.RadiansPerDegree, b = latitudeB * Sphere.RadiansPerDegree;
        return Math.Sin(a) * Math.Sin(b) + Math.Cos(a) * Math.Cos(b) * Math.Cos(difference * Sphere.RadiansPerDegree);
    }
}
