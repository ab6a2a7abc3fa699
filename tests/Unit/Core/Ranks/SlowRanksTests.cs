using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class SlowRanksTests
{
    [Fact]
    public void The_rank_that_waits_least_is_scored_by_how_much_longer_the_others_wait()
    {
        var (rank, score) = SlowRanks.Find([3.0, 2.8, 0.5, 3.2], 10)!.Value;
        Assert.Equal(2, rank);
        Assert.Equal(0.25, score, 12);
    }

    [Fact]
    public void Among_equals_nobody_is_slow() => Assert.True(SlowRanks.Find([1, 1, 1, 1], 10)!.Value.Score < SlowRanks.NamedFrom);

    [Fact]
    public void One_rank_has_nobody_to_be_slower_than() => Assert.Null(SlowRanks.Find([1], 10));
}
