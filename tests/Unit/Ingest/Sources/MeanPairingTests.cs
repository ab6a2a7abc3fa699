using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Means go with the field at a moment of their interval (SCIENCE, Time).</summary>
public class MeanPairingTests
{
    const int Hour = 3600;
    static readonly CfTime Clock = CfTime.Parse("hours since 2000-01-01", "noleap");

    [Theory]
    [InlineData(1, 3, "3:3 6:6 9:9 12:12")] // hourly means end at the moment; the others keep their middles
    [InlineData(3, 3, "3:3 6:6 9:9 12:12")]
    [InlineData(6, 6, "6:6 12:12")]
    [InlineData(6, 3, "3:6 9:12")] // the moment in the middle of the interval, not at its end
    [InlineData(24, 24, "")] // 12 hours apart: more than 3
    public void Of_two_moments_the_nearer_to_the_middle_is_taken_and_of_equal_ones_the_later(int meanHours, int stepHours, string expected)
    {
        var means = Means(meanHours, 24 / meanHours);
        var pairing = new MeanPairing([Instants(stepHours), means]);
        var paired = means.Seconds.Select((s, i) => (At: (pairing.Of(means, s!.Value, i) - Start) / Hour, End: (i + 1) * meanHours, Moved: pairing.Of(means, s.Value, i) % (stepHours * Hour) == Start % (stepHours * Hour)))
            .Where(p => p.Moved && p.At <= 12);
        Assert.Equal(expected, string.Join(' ', paired.Select(p => $"{p.At}:{p.End}")));
    }

    [Fact]
    public void No_two_means_that_follow_each_other_claim_one_moment() =>
        Prop.ForAll(Gen.Choose(1, 24).ToArbitrary(), Gen.Choose(1, 24).ToArbitrary(), Gen.Choose(0, 23).ToArbitrary(), (meanHours, stepHours, shift) =>
        {
            var means = Means(meanHours, 40);
            var instants = Instants(stepHours, shift);
            var pairing = new MeanPairing([instants, means]);
            long[] at = [.. means.Seconds.Select((s, i) => pairing.Of(means, s!.Value, i))];
            return at.Distinct().Count() == at.Length
                && at.Zip(means.Seconds).All(p => Math.Abs(p.First - p.Second!.Value) <= Math.Min(meanHours * Hour / 2, 3 * Hour));
        }).QuickCheckThrowOnFailure();

    static long Start => Clock.Seconds(0);

    static TimeAxis Instants(int stepHours, int shift = 0) => new(Clock, [.. Enumerable.Range(0, 60).Select(i => (long?)Clock.Seconds(shift + i * stepHours))]);

    static TimeAxis Means(int hours, int count) => new(Clock, [.. Enumerable.Range(0, count).Select(i => (long?)Clock.Seconds((i + 0.5) * hours))])
    {
        IntervalSeconds = [.. Enumerable.Repeat((long)hours * Hour, count)],
    };
}
