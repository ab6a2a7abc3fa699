using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class WorkShareTests
{
    [Fact]
    public void Every_item_is_one_workers_own_and_shares_differ_by_one_at_most()
    {
        Prop.ForAll(Gen.Choose(1, 50).ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), (workers, items) =>
        {
            int[][] own = [.. Enumerable.Range(0, workers).Select(w => Enumerable.Range(0, items).ToArray()[new WorkShare(w, workers).Own(items)])];
            Assert.Equal(Enumerable.Range(0, items), own.SelectMany(o => o));
            Assert.InRange(own.Max(o => o.Length) - own.Min(o => o.Length), 0, 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_worker_looks_at_every_item_once_and_at_its_own_first()
    {
        Prop.ForAll(Gen.Choose(1, 20).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(0, 19).ToArbitrary(), (workers, items, worker) =>
        {
            var share = new WorkShare(worker % workers, workers);
            int[] order = [.. share.Order(items)];
            Assert.Equal(Enumerable.Range(0, items), order.Order());
            int[] own = Enumerable.Range(0, items).ToArray()[share.Own(items)];
            Assert.Equal(own, order[..own.Length]);
        }).QuickCheckThrowOnFailure();
    }
}
