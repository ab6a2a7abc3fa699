using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class BucketPlanTests
{
    [Theory]
    // Of a MiB's 262144 elements: ClimateNet's network, MLPerf HPC DeepCAM's with 56 454 720 parameters, and a very large one.
    [InlineData(null, 500_000, 16384)]
    [InlineData(null, 56_454_720, 1_764_210)]
    [InlineData(null, 1_000_000_000, 2_097_152)]
    [InlineData(1.0, 500_000, 262_144)]
    public void Where_none_is_asked_for_a_bucket_is_a_32nd_of_the_network_within_bounds(double? bucketMiB, long elements, long expected) =>
        Assert.Equal(expected, BucketPlan.SizeOf(bucketMiB, elements));

    [Fact]
    public void Buckets_hold_every_parameter_once_in_order_and_none_that_could_take_the_next_is_closed() =>
        Prop.ForAll<PositiveInt[], PositiveInt>((given, size) =>
        {
            long[] elements = [.. given.Select(g => (long)g.Get)];
            var plan = new BucketPlan(elements, size.Get);
            Assert.Equal(elements.Length, plan.BucketOf.Length);
            long at = 0;
            for (int b = 0; b < plan.Buckets.Count; b++)
            {
                long[] mine = [.. elements.Where((_, i) => plan.BucketOf[i] == b)];
                Assert.NotEmpty(mine);
                Assert.Equal(new Bucket(at, mine.Sum()), plan.Buckets[b]);
                at += mine.Sum();
                Assert.True(mine.Length == 1 || mine.Sum() <= size.Get);
                if (b + 1 < plan.Buckets.Count) Assert.True(mine.Sum() + elements[Array.IndexOf(plan.BucketOf, b + 1)] > size.Get);
            }
            Assert.Equal(elements.Sum(), at);
            Assert.Equal(plan.BucketOf.Order(), plan.BucketOf);
        }).QuickCheckThrowOnFailure();
}
