using Rossby.Core;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class LearningRateTests
{
    static readonly LearningRate schedule = new(new CosineScheduleConfig { WarmupSteps = 20, FinalFactor = 0.01 }, learningRate: 2e-3, batchSize: 8, totalSteps: 421);

    [Fact]
    public void The_rate_rises_by_equal_steps_to_its_peak()
    {
        for (int step = 0; step < 20; step++) Assert.Equal(2e-3 * (step + 1) / 20, schedule.At(step), 15);
    }

    [Fact]
    public void A_cosine_falls_from_the_peak_through_the_middle_to_the_final_share()
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
        var tiny = new LearningRate(new CosineScheduleConfig { WarmupSteps = 20 }, learningRate: 1, batchSize: 8, totalSteps);
        for (int step = 0; step < totalSteps; step++) Assert.InRange(tiny.At(step), 1e-9, 1);
    }

    [Theory]
    [InlineData(BatchScaling.None, null, 0.1)]
    [InlineData(BatchScaling.Linear, 256, 0.8)]
    [InlineData(BatchScaling.Linear, 4096, 0.05)]
    [InlineData(BatchScaling.SquareRoot, 512, 0.2)]
    public void The_rate_follows_the_global_batch_where_it_is_asked_to(BatchScaling scaling, int? reference, double expected)
    {
        var config = new MultistepScheduleConfig { WarmupSteps = 4, BatchScaling = scaling, ReferenceBatch = reference };
        var scaled = new LearningRate(config, learningRate: 0.1, batchSize: 2048, totalSteps: 10);
        Assert.Equal(expected / 4, scaled.At(0), 15);
        Assert.Equal(expected, scaled.At(9), 15);
    }
}
