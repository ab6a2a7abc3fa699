namespace Rossby.Ingest;

/// <summary>
/// A smooth curve through points that do not fall, which falls nowhere either: cubic between them, with the slopes of Fritsch and Butland (1984), as scipy's
/// <c>PchipInterpolator</c> and Matlab's <c>pchip</c> have them.
/// </summary>
/// <param name="x">Increasing, three at least.</param>
/// <param name="y">Not falling.</param>
internal sealed class MonotoneCubic(double[] x, IReadOnlyList<double> y)
{
    readonly double[] slope = [.. Enumerable.Range(0, x.Length).Select(k => Slope(x, y, k))];

    /// <summary>The curve's value within the points' range.</summary>
    internal double At(double position)
    {
        int k = 0;
        while (k < x.Length - 2 && position > x[k + 1]) k++;
        double width = x[k + 1] - x[k], t = (position - x[k]) / width, u = 1 - t;
        return (1 + 2 * t) * u * u * y[k] + t * u * u * width * slope[k] + t * t * (1 + 2 * u) * y[k + 1] - t * t * u * width * slope[k + 1];
    }

    static double Slope(double[] x, IReadOnlyList<double> y, int k)
    {
        double Width(int i) => x[i + 1] - x[i];
        double Rise(int i) => (y[i + 1] - y[i]) / Width(i);

        // At an end the slope of the parabola through three points, unless it falls.
        double End(int at, int next) => Math.Max(0, ((2 * Width(at) + Width(next)) * Rise(at) - Width(at) * Rise(next)) / (Width(at) + Width(next)));

        if (k == 0) return End(0, 1);
        if (k == x.Length - 1) return End(k - 1, k - 2);
        if (Rise(k - 1) <= 0 || Rise(k) <= 0) return 0;

        // The weighted harmonic mean of the rises to both sides.
        double before = 2 * Width(k) + Width(k - 1), after = Width(k) + 2 * Width(k - 1);
        return (before + after) / (before / Rise(k - 1) + after / Rise(k));
    }
}
