using System.Diagnostics;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class PhaseClockTests
{
    [Fact]
    public void Phases_inside_each_other_add_up_to_the_time_that_went_by()
    {
        var clock = new PhaseClock(timeline: null);
        long before = Stopwatch.GetTimestamp();
        clock.Take();
        long begun = Stopwatch.GetTimestamp();
        using (clock.Enter(StepPhase.Forward))
        {
            Spin();
            using (clock.Enter(StepPhase.ExposedCommunication)) Spin();
            Spin();
        }
        Spin();
        using (clock.Enter(StepPhase.Optimizer)) Spin();
        long ended = Stopwatch.GetTimestamp();
        var taken = clock.Take();
        long after = Stopwatch.GetTimestamp();
        // Each of the eight is rounded to a microsecond.
        Assert.InRange(taken.Total, Stopwatch.GetElapsedTime(begun, ended).TotalSeconds - 8e-6, Stopwatch.GetElapsedTime(before, after).TotalSeconds + 8e-6);
        Assert.All([taken.Forward / 2, taken.ExposedCommunication, taken.Other, taken.Optimizer], seconds => Assert.True(seconds >= 0.001, $"{seconds}"));
        Assert.Equal(0, taken.DataWait + taken.Backward + taken.Checkpoint + taken.Validation);
        Assert.Equal(taken.Forward, clock.Total.Forward, 2e-6);
    }

    [Fact]
    public void What_threads_spent_in_two_passes_splits_the_phase_without_changing_the_sum()
    {
        var clock = new PhaseClock(timeline: null);
        using (clock.Enter(StepPhase.Forward)) Spin();
        long before = clock.TicksOf(StepPhase.Forward);
        using (clock.Enter(StepPhase.Forward)) Spin();
        long whole = clock.TicksOf(StepPhase.Forward);
        clock.Split(StepPhase.Forward, StepPhase.Backward, 0.75, before);
        Assert.Equal(whole, clock.TicksOf(StepPhase.Forward) + clock.TicksOf(StepPhase.Backward));
        Assert.Equal((whole - before) * 0.75, clock.TicksOf(StepPhase.Backward), 1.0);
    }

    [Fact]
    public void Operations_count_three_forward_passes_and_the_peak_is_the_fastest_step()
    {
        // The 2018 network: 4.341 TFLOP forward, batch 2 (shared reference, 13.02 TFLOP a sample).
        var rate = new FlopRate(FlopRate.ForwardPassesPerStep * 4.341e12 * 2);
        Assert.Equal(26.046, rate.Add(1), 1e-9);
        Assert.Equal(52.092, rate.Add(0.5), 1e-9);
        Assert.Equal(13.023, rate.Add(2), 1e-9);
        Assert.Equal(52.092, rate.Peak, 1e-9);
        Assert.Equal(22.3251, rate.Sustained, 1e-9);
    }

    static void Spin()
    {
        long begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun).TotalMilliseconds < 1.01) Thread.SpinWait(20);
    }
}
