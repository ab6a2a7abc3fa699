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

    // scipy 1.10.1: PchipInterpolator(levels, y)(...).
    [Theory]
    [InlineData(new[] { 80.0, 82.4, 90.8, 94.1, 95.2, 96.8, 98.96 }, new[] { 80.49183135135137, 82.4, 87.2230661696179, 93.19238620689654, 94.1, 94.58706086956522, 95.75217391304348, 97.4318636521739 })]
    [InlineData(new[] { 5.25, 9.1, 15.4, 19.3, 22.4, 24.6, 25.0 }, new[] { 6.123355492957747, 9.1, 12.941809552969994, 17.93691329192547, 19.3, 20.60944089522606, 23.56631879536401, 24.769933061224492 })]
    public void The_curve_between_quantiles_is_that_of_scipy(double[] quantiles, double[] expected)
    {
        var curve = new MonotoneCubic([0, 0.05, 0.25, 0.5, 0.75, 0.95, 1], quantiles);
        double[] levels = [0.01, 0.05, 0.15, 0.4, 0.5, 0.6, 0.85, 0.97];
        for (int i = 0; i < levels.Length; i++) Assert.Equal(expected[i], curve.At(levels[i]), 1e-12);
        double[] rising = [.. Enumerable.Range(0, 1001).Select(i => curve.At(i / 1000.0))];
        Assert.Equal((quantiles[0], quantiles[6]), (rising[0], rising[1000]));
        Assert.All(rising.Zip(rising.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public void The_curve_rests_where_quantiles_are_equal()
    {
        var curve = new MonotoneCubic([0, 0.05, 0.25, 0.5, 0.75, 0.95, 1], [3, 3, 3, 5, 5, 7, 7]);
        foreach (var (level, value) in new[] { (0, 3), (0.02, 3), (0.2, 3), (0.6, 5), (0.75, 5), (0.97, 7), (1, 7) }) Assert.Equal(value, curve.At(level), 1e-12);
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
