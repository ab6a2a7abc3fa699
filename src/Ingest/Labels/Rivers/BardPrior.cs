using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Draws detectors for <c>bard-ar</c>: each parameter has the quantiles of the published table, and a Gaussian copula ties their ranks (SCIENCE, Labels).
/// Between quantiles percentile and half width are smooth, which comes nearer to the table's masks than straight lines do, and the area, which spans a decade, is
/// linear in its logarithm. The points are Hammersley's, moved by the seed: 128 of them agree with the mean over all as well as some 500 random ones do.
/// </summary>
internal static class BardPrior
{
    const ulong Stream = 100;

    static readonly double[] Levels = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    internal static BardDraw[] Draw(BardArConfig config)
    {
        double pa = Pearson(config.PercentileAreaCorrelation), ph = Pearson(config.PercentileHalfWidthCorrelation), ha = Pearson(config.HalfWidthAreaCorrelation);

        // Rows of the lower triangle L with L L' the correlations of percentile, half width and area.
        double hh = Math.Sqrt(1 - ph * ph), ah = (ha - pa * ph) / hh, aa = Math.Sqrt(1 - pa * pa - ah * ah);
        MonotoneCubic percentiles = new(Levels, config.PercentileQuantiles), halfWidths = new(Levels, config.HalfWidthQuantilesDeg);
        double[] logAreas = [.. config.MinimumAreaQuantilesKm2.Select(a => Math.Log(a))];
        var random = new CounterRandom(config.Seed, Stream);
        double[] start = [random.Uniform(), random.Uniform(), random.Uniform()];
        var draws = new BardDraw[config.Draws];
        for (int k = 0; k < draws.Length; k++)
        {
            double z0 = Normal(start[0] + (k + 0.5) / draws.Length), z1 = Normal(start[1] + RadicalInverse(k, 2)), z2 = Normal(start[2] + RadicalInverse(k, 3));
            draws[k] = new BardDraw(
                percentiles.At(NormalDistribution.Cumulative(z0)),
                halfWidths.At(NormalDistribution.Cumulative(ph * z0 + hh * z1)),
                Math.Exp(Interpolate(logAreas, NormalDistribution.Cumulative(pa * z0 + ah * z1 + aa * z2))));
        }
        return draws;
    }

    /// <summary>The correlation of normal variables whose ranks have Spearman's correlation <paramref name="spearman"/>.</summary>
    static double Pearson(double spearman) => 2 * Math.Sin(Math.PI * spearman / 6);

    // The digits of a whole number behind the point, in reverse order (van der Corput).
    static double RadicalInverse(int number, int radix)
    {
        double sum = 0, place = 1;
        for (; number > 0; number /= radix)
        {
            place /= radix;
            sum += place * (number % radix);
        }
        return sum;
    }

    // A point of the sequence lies in [0, 1); its ends have no normal value.
    static double Normal(double point) => NormalDistribution.Quantile(Math.Clamp(point - Math.Floor(point), 1e-9, 1 - 1e-9));

    static double Interpolate(double[] quantiles, double level)
    {
        int i = 1;
        while (i < Levels.Length - 1 && level > Levels[i]) i++;
        return quantiles[i - 1] + (quantiles[i] - quantiles[i - 1]) * (level - Levels[i - 1]) / (Levels[i] - Levels[i - 1]);
    }
}
