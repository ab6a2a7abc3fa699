using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>The detectors that vote follow the distribution of SCIENCE (Labels).</summary>
public class BardPriorTests
{
    static readonly BardArConfig Many = new() { Draws = 20000, Seed = 3 };

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(3.090232306167813, 0.999)]
    [InlineData(-4.264890793922825, 1e-5)]
    public void The_normal_distribution_is_that_of_the_tables(double x, double probability)
    {
        Assert.Equal(probability, NormalDistribution.Cumulative(x), 1e-14);
        Assert.Equal(x, NormalDistribution.Quantile(probability), 1e-9);
    }

    [Fact]
    public void Draws_have_the_published_quantiles()
    {
        var draws = BardPrior.Draw(Many);
        double[] levels = [0.05, 0.25, 0.5, 0.75, 0.95];
        foreach (var (values, quantiles) in new[]
        {
            (draws.Select(d => d.Percentile), Many.PercentileQuantiles), (draws.Select(d => d.HalfWidthDeg), Many.HalfWidthQuantilesDeg),
            (draws.Select(d => d.MinimumAreaKm2), Many.MinimumAreaQuantilesKm2),
        })
        {
            double[] sorted = [.. values.Order()];
            Assert.InRange(sorted[0], quantiles[0], quantiles[0] * 1.02);
            Assert.InRange(sorted[^1], quantiles[6] * 0.99, quantiles[6]);
            for (int i = 0; i < levels.Length; i++) Assert.Equal(quantiles[i + 1], sorted[(int)(levels[i] * sorted.Length)], 0.005 * quantiles[i + 1]);
        }
    }

    [Fact]
    public void Draws_have_the_published_rank_correlations()
    {
        var draws = BardPrior.Draw(Many);
        double[] p = Ranks(draws.Select(d => d.Percentile)), h = Ranks(draws.Select(d => d.HalfWidthDeg)), a = Ranks(draws.Select(d => d.MinimumAreaKm2));
        Assert.Equal(-0.80, Correlation(p, a), 0.005);
        Assert.Equal(0.10, Correlation(p, h), 0.005);
        Assert.Equal(-0.41, Correlation(h, a), 0.005);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(BardPrior.Draw(new BardArConfig()), BardPrior.Draw(new BardArConfig()));
        Assert.NotEqual(BardPrior.Draw(new BardArConfig()), BardPrior.Draw(new BardArConfig { Seed = 2 }));
    }

    static double[] Ranks(IEnumerable<double> values)
    {
        double[] ranks = new double[Many.Draws];
        foreach (var (index, rank) in values.Select((v, i) => (v, i)).OrderBy(x => x.v).Select((x, rank) => (x.i, rank))) ranks[index] = rank;
        return ranks;
    }

    static double Correlation(double[] a, double[] b)
    {
        double mean = (a.Length - 1) / 2.0;
        return a.Zip(b, (x, y) => (x - mean) * (y - mean)).Sum() / a.Sum(x => (x - mean) * (x - mean));
    }
}
