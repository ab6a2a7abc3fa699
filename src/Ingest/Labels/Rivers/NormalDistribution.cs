namespace Rossby.Ingest;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    static readonly double PeakDensity = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of a value below x.</summary>
    /// <remarks>The power series about 0 (Marsaglia 2004, eq. 3): full precision where |x| is below 7, which no draw exceeds.</remarks>
    internal static double Cumulative(double x)
    {
        double sum = x, term = x;
        for (int i = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); i += 2)
        {
            term *= x * x / i;
            sum += term;
        }
        return Math.Clamp(0.5 + sum * Density(x), 0, 1);
    }

    /// <summary>The value below which a share <paramref name="probability"/> in (0, 1) lies.</summary>
    internal static double Quantile(double probability)
    {
        // Newton's method from the middle approaches either tail from inside, for the curve bends away there.
        double x = 0;
        for (int i = 0; i < 60; i++)
        {
            double step = (probability - Cumulative(x)) / Density(x);
            x += step;
            if (Math.Abs(step) < 1e-13) break;
        }
        return x;
    }

    static double Density(double x) => PeakDensity * Math.Exp(-x * x / 2);
}
