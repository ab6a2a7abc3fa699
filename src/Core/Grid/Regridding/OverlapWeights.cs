namespace Rossby.Core;

/// <summary>
/// Weights of first-order conservative regridding (Jones 1999, Mon. Wea. Rev. 127, 2204): the share of each target cell that each source cell covers. On
/// grids of parallels and meridians it is the product of the overlap in the sine of latitude and that in longitude, exactly.
/// </summary>
internal static class OverlapWeights
{
    /// <summary>Overlaps of rows, in the sine of latitude, as shares of the target's row.</summary>
    internal static AxisWeights OfRows(LatLonGrid source, LatLonGrid target)
    {
        double[] from = Sines(source.LatitudeBoundsDeg), to = Sines(target.LatitudeBoundsDeg);
        return Of(from.Length - 1, target.Height, j => (to[j], to[j + 1]), i => (from[i], from[i + 1]), turn: 0);
    }

    /// <summary>Overlaps of columns, in longitude, as shares of the target's column, by whichever meridian the two count.</summary>
    internal static AxisWeights OfColumns(LatLonGrid source, LatLonGrid target) =>
        Of(source.Width, target.Width, j => Column(target, j), i => Column(source, i), turn: 360);

    static (double From, double To) Column(LatLonGrid grid, int column)
    {
        // Even columns, as cell areas take them.
        double width = grid.IsGlobal ? 360.0 / grid.Width : grid.LongitudeSpacingDeg, west = grid.LongitudeDeg[0] - width / 2;
        return (west + column * width, west + (column + 1) * width);
    }

    static AxisWeights Of(int sourceLength, int targetLength, Func<int, (double From, double To)> target, Func<int, (double From, double To)> source, double turn)
    {
        var first = new int[targetLength];
        var weights = new double[targetLength][];
        for (int j = 0; j < targetLength; j++)
        {
            var (low, high) = target(j);
            var cells = new SortedDictionary<int, double>();
            for (int i = 0; i < sourceLength; i++)
            {
                var (from, to) = source(i);
                double overlap = Overlap(low, high, from, to);
                for (int k = -2; turn > 0 && k <= 2; k++)
                    if (k != 0) overlap += Overlap(low, high, from + k * turn, to + k * turn);
                if (overlap > 0) cells[i] = overlap / (high - low);
            }
            (first[j], weights[j]) = Run(cells, sourceLength);
        }
        return new AxisWeights(sourceLength, first, weights);
    }

    static double Overlap(double low, double high, double from, double to) => Math.Max(0, Math.Min(high, to) - Math.Max(low, from));

    // The cells of a run follow one another, but may pass the end of a periodic axis: it begins after the hole.
    static (int First, double[] Weights) Run(SortedDictionary<int, double> cells, int sourceLength)
    {
        if (cells.Count == 0) return (0, []);
        int[] indices = [.. cells.Keys];
        int begin = 0;
        for (int k = 1; k < indices.Length; k++)
            if (indices[k] > indices[k - 1] + 1) begin = k;
        return (indices[begin], [.. Enumerable.Range(0, indices.Length).Select(k => cells[indices[(begin + k) % indices.Length]])]);
    }

    static double[] Sines(ReadOnlySpan<double> degrees)
    {
        var sines = new double[degrees.Length];
        for (int i = 0; i < sines.Length; i++) sines[i] = Math.Sin(degrees[i] * Sphere.RadiansPerDegree);
        return sines;
    }
}
