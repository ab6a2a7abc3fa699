using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class OrderedPipelineTests
{
    [Fact]
    public void Items_are_taken_in_order_and_never_more_than_allowed_are_ahead()
    {
        int made = 0, taken = 0, most = 0;
        OrderedPipeline.Run(200, 3, i =>
        {
            Interlocked.Increment(ref made);
            Thread.SpinWait(i * 7919 % 1000);
            return i * i;
        }, (i, square) =>
        {
            Assert.Equal(taken * taken, square);
            most = Math.Max(most, Volatile.Read(ref made) - taken);
            taken++;
        }, TestContext.Current.CancellationToken);
        Assert.Equal(200, taken);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public void The_first_failure_in_order_comes_out_when_no_item_is_still_being_made()
    {
        int running = 0;
        var error = Assert.Throws<DataException>(() => OrderedPipeline.Run(50, 4, i =>
        {
            Interlocked.Increment(ref running);
            try
            {
                return i is 7 or 8 ? throw new DataException($"item {i}") : i;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }, (_, _) => { }, TestContext.Current.CancellationToken));
        Assert.Equal("item 7", error.Message);
        Assert.Equal(0, running);
    }

    [Fact]
    public void Cancelling_stops_between_items()
    {
        using var source = new CancellationTokenSource();
        int taken = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => OrderedPipeline.Run(100, 2, i => i, (i, _) =>
        {
            taken++;
            if (i == 10) source.Cancel();
        }, source.Token));
        Assert.Equal(11, taken);
    }
}
