using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>The generator as a pure function, and on other grids.</summary>
public class SyntheticAtmosphereTests
{
    static SyntheticFields Made(SyntheticSourceConfig config, ulong seed, params int[] steps)
    {
        var atmosphere = new SyntheticAtmosphere(config, seed);
        var fields = atmosphere.NewFields();
        foreach (int step in steps) atmosphere.Fill(step, fields);
        return fields;
    }

    static void AssertSame(SyntheticFields a, SyntheticFields b)
    {
        foreach (var channel in ClimateChannels.Cam5) Assert.Equal(a.Channel(channel.Name), b.Channel(channel.Name));
        Assert.Equal(a.Labels, b.Labels);
    }

    static readonly SyntheticSourceConfig small = new() { Height = 36, Width = 60, Steps = 300 };

    [Fact]
    public void A_step_does_not_depend_on_which_steps_were_made_before() => AssertSame(Made(small, 3, 250), Made(small, 3, 11, 60, 249, 250));

    [Fact]
    public void More_steps_give_the_same_weather_further_on() => AssertSame(Made(small, 3, 100), Made(small with { Steps = 1000 }, 3, 100));

    [Fact]
    public void Steps_twice_as_often_pass_through_the_same_weather() =>
        AssertSame(Made(small with { StepHours = 12 }, 3, 200), Made(small, 3, 100));

    [Fact]
    public void Another_seed_is_other_weather_in_the_same_climate()
    {
        var (a, b) = (Made(small, 3, 100), Made(small, 4, 100));
        Assert.True(a.PSL.Zip(b.PSL, (x, y) => Math.Abs(x - y)).Average() > 200);
        Assert.Equal(a.TMQ.Average(), b.TMQ.Average(), 2.0);
    }

    [Fact]
    public void The_day_after_looks_like_the_day_and_a_month_after_does_not()
    {
        float[] day = Made(small, 5, 150).PSL, next = Made(small, 5, 151).PSL, month = Made(small, 5, 180).PSL;
        double Change(float[] later) => day.Zip(later, (x, y) => Math.Abs(x - y)).Average();
        Assert.True(Change(next) < 0.75 * Change(month), $"{Change(next)} {Change(month)}");
        Assert.True(Change(next) > 30);
    }

    [Theory]
    [InlineData(24, 36)]
    [InlineData(17, 33)]
    [InlineData(181, 360)]
    public void Any_grid_shows_finite_fields_of_the_same_weather(int height, int width)
    {
        var fields = Made(small with { Height = height, Width = width }, 6, 240);
        foreach (var channel in ClimateChannels.Cam5) Assert.All(fields.Channel(channel.Name), v => Assert.True(float.IsFinite(v)));
        double[] weights = [.. Enumerable.Range(0, height).Select(i => Math.Cos((-90 + 180.0 * i / (height - 1)) * Math.PI / 180))];
        double Mean(float[] field, int rows, int columns, double[] w) => field.Select((v, i) => v * w[i / columns]).Sum() / (w.Sum() * columns);
        var reference = Made(small with { Height = 91, Width = 144 }, 6, 240);
        double[] referenceWeights = [.. Enumerable.Range(0, 91).Select(i => Math.Cos((-90 + 2.0 * i) * Math.PI / 180))];

        // The mean over the globe of a field that only coarse cells see differently.
        Assert.Equal(Mean(reference.TMQ, 91, 144, referenceWeights), Mean(fields.TMQ, height, width, weights), 0.8);
        Assert.Equal(Mean(reference.PSL, 91, 144, referenceWeights), Mean(fields.PSL, height, width, weights), 60.0);
        Assert.Equal(Mean(reference.T500, 91, 144, referenceWeights), Mean(fields.T500, height, width, weights), 0.4);
    }

    [Fact]
    public void No_storms_are_planted_when_none_are_asked_for()
    {
        var config = small with { CyclonesPerYear = 0, RiversAtATime = 0 };
        foreach (int step in new[] { 0, 100, 250 }) Assert.DoesNotContain(Made(config, 8, step).Labels, l => l != SegmentationClass.Background);
    }
}
