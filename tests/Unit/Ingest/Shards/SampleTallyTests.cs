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
            var sum = samples.Select(s => SampleTally.Of(s, 0, 1)).Aggregate(SampleTally.Empty, (a, b) => a.Plus(b));
            double[] valid = [.. samples.SelectMany(s => s).Where(v => !float.IsNaN(v)).Select(v => (double)v)];
            if (valid.Length == 0) return sum.Count == 0 && sum.Missing == 60;
            double mean = valid.Average(), deviation = Math.Sqrt(valid.Average(v => (v - mean) * (v - mean)));
            return sum.Count == valid.Length && sum.Missing == 60 - valid.Length && sum.Minimum == valid.Min() && sum.Maximum == valid.Max()
                && Math.Abs(sum.Mean - mean) < 1e-9 * mean && Math.Abs(sum.StandardDeviation - deviation) < 1e-9 * (1 + deviation);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_channel_that_says_nothing_is_named()
    {
        SourceChannel[] channels = [new("PSL", "", "Pa", "msl"), new("TS", "", "K", "ts")];
        string Message(params float[] sample)
        {
            var tallies = new ChannelTallies(channels);
            tallies.AddTraining(ChannelTallies.Of(sample, 2));
            return Assert.Throws<DataException>(() => tallies.Normalisation()).Message;
        }
        Assert.Contains("channel TS (variable ts) is 280 K in every cell", Message(1, 280, 2, 280), StringComparison.Ordinal);
        Assert.Contains("channel PSL (variable msl) is missing in every cell", Message(float.NaN, 1, float.NaN, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_and_bfloat_are_rounded_to_nearest()
    {
        var normalisation = new[] { (100.0, 10.0) };
        float[] values = [100, 110, 103.14159f, -1e9f, float.NaN];
        byte[] half = new SampleEncoding(ElementType.Float16, normalisation).Encode(values), brain = new SampleEncoding(ElementType.BFloat16, normalisation).Encode(values);
        Assert.Equal([0, 1, 0.3142, double.NegativeInfinity], Enumerable.Range(0, 4).Select(i => Math.Round((double)BitConverter.ToHalf(half, 2 * i), 4)));
        float[] widened = [.. Enumerable.Range(0, 5).Select(i => BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(brain, 2 * i) << 16))];
        Assert.Equal(0.314159f, widened[2], 0.314159f / 256); // 8 bits of mantissa
        Assert.True(float.IsNaN(widened[4]) && Half.IsNaN(BitConverter.ToHalf(half, 8)));
    }
}
