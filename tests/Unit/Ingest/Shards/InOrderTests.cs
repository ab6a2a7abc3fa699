using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class InOrderTests
{
    [Fact]
    public void Items_of_many_threads_are_passed_on_in_order_and_few_are_kept()
    {
        const int items = 500, most = 5;
        var passed = new List<long>();
        int brought = 0, ahead = 0;
        var order = new InOrder<long>(item =>
        {
            passed.Add(item);
            ahead = Math.Max(ahead, Volatile.Read(ref brought) - passed.Count);
        }, most);
        ThreadTeam.Run(items, 4, i =>
        {
            Thread.SpinWait(i * 7919 % 1000);
            order.Bring(i, i);
            Interlocked.Increment(ref brought);
        }, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, items).Select(i => (long)i), passed);
        Assert.InRange(ahead, 0, most);
    }

    [Fact]
    public void Whoever_waits_for_an_item_that_will_not_come_is_let_go()
    {
        var order = new InOrder<long>(_ => { }, most: 2);
        var error = Assert.Throws<DataException>(() => ThreadTeam.Run(8, 4, i =>
        {
            try
            {
                if (i == 3) throw new DataException("item 3");
                order.Bring(i, i);
            }
            catch
            {
                order.Abandon();
                throw;
            }
        }, TestContext.Current.CancellationToken));
        Assert.Equal("item 3", error.Message);
    }
}
