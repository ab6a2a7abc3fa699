using Rossby.Core;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class ShardPlanTests
{
    [Theory]
    [InlineData(16, null, 8, 2)]
    [InlineData(4, null, 4, 1)]
    [InlineData(12, null, 4, 3)]
    [InlineData(7, null, 1, 7)]
    [InlineData(64, 16, 16, 4)]
    public void The_shards_are_the_largest_power_of_two_up_to_eight_unless_the_config_says(int batch, int? given, int shards, int samples)
    {
        var plan = new ShardPlan(new TrainConfig { BatchSize = batch, BatchShards = given }, 0, 1);
        Assert.Equal((shards, samples), (plan.Shards, plan.SamplesPerShard));
    }

    [Fact]
    public void Ranks_own_equal_ranges_one_after_the_other()
    {
        var plans = Enumerable.Range(0, 4).Select(rank => new ShardPlan(new TrainConfig { BatchSize = 8 }, rank, 4)).ToList();
        Assert.Equal([0, 2, 4, 6], plans.Select(p => p.First));
        Assert.All(plans, p => Assert.Equal(2, p.Count));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    public void Other_numbers_of_ranks_are_refused_with_those_that_fit(int ranks)
    {
        var e = Assert.Throws<ConfigException>(() => new ShardPlan(new TrainConfig { BatchSize = 8 }, 0, ranks));
        Assert.Contains("1, 2, 4, 8", e.Message, StringComparison.Ordinal);
    }
}
