using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class CheckpointCadenceTests
{
    /// <summary>Young's own example of 1974 has this form; here 5 min a checkpoint and a failure a day: sqrt(2 x 300 x 86400) = 7200 s.</summary>
    [Theory]
    [InlineData(300, 24, 7200)]
    [InlineData(0.5, 1, 60)]
    public void The_interval_is_the_root_of_twice_cost_times_mean_time_between_failures(double cost, double hours, double interval)
    {
        var cadence = new CheckpointCadence(new() { Steps = 1, MeanHoursBetweenFailures = hours });
        Assert.True(cadence.IsDue(7, interval, new(cost, 0)));
        Assert.False(cadence.IsDue(7, interval - 1e-6, new(cost, 0)));
    }

    [Theory]
    [InlineData(2.0, 3600.0)]
    [InlineData(60.0, 1e6)]
    public void No_other_interval_loses_less(double cost, double between)
    {
        // Young's model: a share C / T of the time goes to checkpoints, and half an interval is lost a failure.
        double Lost(double interval) => cost / interval + interval / 2 / between;
        double best = CheckpointCadence.BestInterval(cost, between);
        Assert.All(new[] { 0.5, 0.9, 1.1, 2.0 }, factor => Assert.True(Lost(best) < Lost(factor * best)));
    }

    [Fact]
    public void Before_the_first_is_measured_one_is_due_at_once() =>
        Assert.True(new CheckpointCadence(new() { MeanHoursBetweenFailures = 24 }).IsDue(1, 0, last: null));

    [Fact]
    public void One_that_takes_long_to_be_durable_costs_no_more_but_the_next_waits_for_it()
    {
        // 60 s apart by what it costs.
        var cadence = new CheckpointCadence(new() { MeanHoursBetweenFailures = 1 });
        Assert.True(cadence.IsDue(7, 60, new(0.5, 59)));
        Assert.False(cadence.IsDue(7, 60, new(0.5, 61)));
    }

    [Fact]
    public void A_fixed_cadence_counts_steps()
    {
        var cadence = new CheckpointCadence(new() { Steps = 50 });
        Assert.Equal([50, 100], Enumerable.Range(1, 149).Where(s => cadence.IsDue(s, 1e9, new(1, 1))));
    }
}
