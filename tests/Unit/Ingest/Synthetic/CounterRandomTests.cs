using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>The generator of random numbers behind the synthetic weather.</summary>
public class CounterRandomTests
{
    [Fact]
    public void Uniform_numbers_have_the_moments_of_a_uniform_distribution()
    {
        var random = new CounterRandom(1, SyntheticStream.River, 5);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.Uniform())];

        // Five standard errors: 1/sqrt(12 n) for the mean, sqrt(1/180 n) for the variance.
        Assert.Equal(0.5, drawn.Average(), 0.0046);
        Assert.Equal(1.0 / 12, drawn.Average(x => (x - 0.5) * (x - 0.5)), 0.0012);
        Assert.All(drawn, x => Assert.InRange(x, double.Epsilon, 1 - 1e-17));
    }

    [Fact]
    public void Normal_numbers_have_zero_mean_unit_variance_and_no_skew()
    {
        var random = new CounterRandom(2, SyntheticStream.Low);
        double[] drawn = [.. Enumerable.Range(0, 100_000).Select(_ => random.Normal())];
        Assert.Equal(0, drawn.Average(), 0.016);
        Assert.Equal(1, drawn.Average(x => x * x), 0.023);
        Assert.Equal(0, drawn.Average(x => x * x * x), 0.062);
    }

    [Fact]
    public void Seed_purpose_and_number_each_make_another_sequence()
    {
        double[] first =
        [
            new CounterRandom(1, SyntheticStream.River, 3, 4).Uniform(), new CounterRandom(2, SyntheticStream.River, 3, 4).Uniform(),
            new CounterRandom(1, SyntheticStream.Low, 3, 4).Uniform(), new CounterRandom(1, SyntheticStream.River, 4, 4).Uniform(),
            new CounterRandom(1, SyntheticStream.River, 3, 5).Uniform(), new CounterRandom(1, SyntheticStream.River, 4, 3).Uniform(),
            new CounterRandom(1, SyntheticStream.River, -3, 4).Uniform(),
        ];
        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.Equal(first[0], new CounterRandom(1, SyntheticStream.River, 3, 4).Uniform());
    }
}
