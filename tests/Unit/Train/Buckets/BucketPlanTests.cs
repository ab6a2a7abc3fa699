using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class BucketPlanTests
{
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
