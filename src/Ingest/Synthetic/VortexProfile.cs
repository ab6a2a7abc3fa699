namespace Rossby.Ingest;

/// <summary>
/// An axisymmetric vortex in gradient-wind balance: Holland's (1980) wind profile inside, faded out beyond the radius of gales, and the pressure that
/// balances exactly that wind, integrated inward from the calm outside: dp/dr = rho (V^2 / r + |f| V).
/// </summary>
sealed class VortexProfile
{
    /// <summary>Density in the balance, kg m-3 (Holland 1980).</summary>
    internal const double Density = 1.15;

    // Linear between points: with 960 the slope of the pressure is that of the balance to about 1 % of its largest value.
    const int Points = 960;

    readonly double[] wind = new double[Points + 1], pressure = new double[Points + 1];

    /// <param name="maximumWind">Gradient wind at <paramref name="radiusOfMaximumWindKm"/>, m s-1.</param>
    /// <param name="radiusOfMaximumWindKm">Where the wind is strongest, but for rotation: with it the strongest lies a little inside, up to 1.04 times as strong in weak and wide vortices.</param>
    /// <param name="shape">Holland's B: 1 to 2.5, larger is more peaked.</param>
    /// <param name="coriolis">|f| in s-1.</param>
    /// <param name="fadeKm">The wind is Holland's to here and fades to nothing at <see cref="OuterKm"/>, 1.9 times as far.</param>
    internal VortexProfile(double maximumWind, double radiusOfMaximumWindKm, double shape, double coriolis, double fadeKm)
    {
        OuterKm = 1.9 * fadeKm;
        for (int i = 1; i < Points; i++)
        {
            double r = RadiusKm(i), fade = Math.Clamp((r - fadeKm) / (OuterKm - fadeKm), 0, 1);
            wind[i] = Holland(r, maximumWind, radiusOfMaximumWindKm, shape, coriolis) * (1 - fade * fade * (3 - 2 * fade));
        }
        for (int i = Points - 1; i >= 0; i--)
        {
            double dr = 1000 * (RadiusKm(i + 1) - RadiusKm(i));
            pressure[i] = pressure[i + 1] - 0.5 * dr * (Slope(i) + Slope(i + 1));
        }

        double Slope(int i) => i == 0 ? 0 : Density * (wind[i] * wind[i] / (1000 * RadiusKm(i)) + coriolis * wind[i]);
    }

    /// <summary>No wind and no pressure fall from here outward.</summary>
    internal double OuterKm { get; }

    /// <summary>Pressure at the centre less that outside, in Pa: negative.</summary>
    internal double CentralAnomalyPa => pressure[0];

    /// <summary>Gradient wind in m s-1 and pressure anomaly in Pa at a radius.</summary>
    internal (double Wind, double AnomalyPa) At(double radiusKm)
    {
        if (radiusKm >= OuterKm) return (0, 0);
        double x = Math.Sqrt(radiusKm / OuterKm) * Points;
        int i = Math.Min((int)x, Points - 1);
        double r0 = RadiusKm(i), t = (radiusKm - r0) / (RadiusKm(i + 1) - r0);
        return (wind[i] + t * (wind[i + 1] - wind[i]), pressure[i] + t * (pressure[i + 1] - pressure[i]));
    }

    /// <summary>Outermost radius in km where the wind exceeds a speed; 0 where it never does.</summary>
    internal double OutermostKm(double speed)
    {
        for (int i = Points - 1; i > 0; i--)
        {
            if (wind[i] > speed)
                return RadiusKm(i) + (RadiusKm(i + 1) - RadiusKm(i)) * (wind[i] - speed) / (wind[i] - wind[i + 1]);
        }
        return 0;
    }

    /// <summary>Holland's wind: sqrt(V^2 x exp(1 - x) + (r f / 2)^2) - r f / 2 with x = (rm / r)^B, V scaled so that the wind at rm is as asked.</summary>
    internal static double Holland(double radiusKm, double maximumWind, double radiusOfMaximumWindKm, double shape, double coriolis)
    {
        double half = 500 * radiusKm * coriolis, halfAtMaximum = 500 * radiusOfMaximumWindKm * coriolis;
        double x = Math.Pow(radiusOfMaximumWindKm / radiusKm, shape);
        double cyclostrophic = maximumWind * (maximumWind + 2 * halfAtMaximum) * x * Math.Exp(1 - x);
        return Math.Sqrt(cyclostrophic + half * half) - half;
    }

    // Points crowd towards the centre, where the wind changes fastest.
    double RadiusKm(int i) => OuterKm * i * i / ((double)Points * Points);
}
