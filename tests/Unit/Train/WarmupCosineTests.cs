using Rossby.Core;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class WarmupCosineTests
{
    static readonly WarmupCosine schedule = new(new CosineScheduleConfig { WarmupSteps = 20, FinalFactor = 0.01 }, peak: 2e-3, totalSteps: 421);

    [Fact]
    public void The_rate_rises_by_equal_steps_to_its_peak()
    {
        for (int step = 0; step < 20; step++) Assert.Equal(2e-3 * (step + 1) / 20, schedule.At(step), 15);
    }

    [Fact]
    public void It_falls_from_the_peak_through_the_middle_to_the_final_share()
    {
        Assert.Equal(2e-3, schedule.At(20), 15);
        Assert.Equal(2e-3 * (1 + 0.01) / 2, schedule.At(220), 15);
        Assert.Equal(2e-5, schedule.At(420), 15);
    }

    [Fact]
    public void It_never_rises_after_the_warm_up()
    {
        for (int step = 21; step < 421; step++) Assert.True(schedule.At(step) < schedule.At(step - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(21)]
    public void A_run_no_longer_than_its_warm_up_has_a_rate_at_every_step(int totalSteps)
    {
        var tiny = new WarmupCosine(new CosineScheduleConfig { WarmupSteps = 20 }, peak: 1, totalSteps);
        for (int step = 0; step < totalSteps; step++) Assert.InRange(tiny.At(step), 1e-9, 1);
    }
}
