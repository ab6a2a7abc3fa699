using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>What measured times of algorithms are made to say.</summary>
public class AllreduceTrialsTests
{
    // Each has a time of its own, the machine a speed that changes from pass to pass; who takes twice the best's time is not in the finals.
    [Fact]
    public void A_machine_whose_speed_changes_changes_no_ratio() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from own in Gen.Choose(10, 60).ArrayOf(5) from speeds in Gen.Choose(1, 9).ArrayOf(12) from heats in Gen.Choose(1, 9) select (own, speeds, heats)).ToArbitrary(),
        g =>
        {
            double best = g.own.Min();
            double[] seconds = [.. g.own.Select(t => (double)t * g.heats)];
            AllreduceTrials.Judge(seconds, [.. g.speeds.Select(speed => g.own.Select(t => t <= 2 * best ? (double)t * speed : double.MaxValue).ToArray())]);
            for (int c = 0; c < seconds.Length; c++) Assert.Equal(g.own[c] / best, seconds[c] / seconds.Min(), 1e-9);
            Assert.InRange(seconds.Min() / best, g.speeds.Min(), g.speeds.Max());
        }));

    [Fact]
    public void What_disturbs_less_than_half_of_the_passes_counts_for_nothing()
    {
        double[] seconds = [1, 1.5];
        // The first is met three times of seven by what makes it ten times as slow.
        AllreduceTrials.Judge(seconds, [[1, 1.5], [10, 1.5], [1, 1.5], [10, 1.5], [1, 1.5], [10, 1.5], [1, 1.5]]);
        Assert.Equal([1, 1.5], seconds);
    }
}
