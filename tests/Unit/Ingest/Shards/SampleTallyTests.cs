using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class SampleTallyTests
{
    static readonly Gen<float> AnyValue = Gen.OneOf(Gen.Constant(float.NaN), Gen.Choose(-1000, 1000).Select(i => 101325 + i * 0.25f));

    static readonly Arbitrary<float[][]> Samples = Gen.ArrayOf(Gen.ArrayOf(AnyValue, 12), 5).ToArbitrary();

    [Fact]
    public void Tallies_of_parts_add_up_to_the_tally_of_the_whole() =>
        Prop.ForAll(Samples, samples =>
        {
            var sum = samples.Select(s => SampleTally.Of(s)).Aggregate(SampleTally.Empty, (a, b) => a.Plus(b));
            double[] valid = [.. samples.SelectMany(s => s).Where(v => !float.IsNaN(v)).Select(v => (double)v)];
            if (valid.Length == 0) return sum.Count == 0 && sum.Missing == 60;
            double mean = valid.Average(), deviation = Math.Sqrt(valid.Average(v => (v - mean) * (v - mean)));
            return sum.Count == valid.Length && sum.Missing == 60 - valid.Length && sum.Minimum == valid.Min() && sum.Maximum == valid.Max()
                && Math.Abs(sum.Mean - mean) < 1e-9 * mean && Math.Abs(sum.StandardDeviation - deviation) < 1e-9 * (1 + deviation);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sums_agree_with_the_exact_ones_for_values_far_from_zero()
    {
        // Python: import math, random; v = [100000 + (i * 7919 % 1000) / 8 for i in range(1001)]; m = math.fsum(v) / 1001
        // print(repr(m), repr(math.sqrt(math.fsum((x - m) ** 2 for x in v) / 1001)))
        float[] values = [.. Enumerable.Range(0, 1001).Select(i => 100000 + i * 7919 % 1000 / 8f)];
        var tally = SampleTally.Of(values);
        Assert.Equal(100062.37512487512, tally.Mean, 1e-10);
        Assert.Equal(36.12024233311824, tally.StandardDeviation, 1e-12);
        Assert.Equal((1001, 100000, 100124.875), (tally.Count, tally.Minimum, tally.Maximum));
    }

    [Fact]
    public void A_channel_that_says_nothing_is_named()
    {
        SourceChannel[] channels = [new("PSL", "", "Pa", "msl"), new("TS", "", "K", "ts")];
        string Message(params float[] sample)
        {
            var tallies = new ChannelTallies(channels);
            tallies.AddTraining([SampleTally.Of(sample.AsSpan(0, 2)), SampleTally.Of(sample.AsSpan(2))]);
            return Assert.Throws<DataException>(() => tallies.Normalisation()).Message;
        }
        Assert.Contains("channel TS (variable ts) is 280 K in every cell", Message(1, 2, 280, 280), StringComparison.Ordinal);
        Assert.Contains("channel PSL (variable msl) is missing in every cell", Message(float.NaN, float.NaN, 1, 2), StringComparison.Ordinal);
    }
}
