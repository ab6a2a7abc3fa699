using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class ThreadTeamTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 8)]
    [InlineData(200, 1)]
    [InlineData(200, 3)]
    public void Every_piece_is_done_once_by_no_more_threads_than_allowed(int pieces, int threads)
    {
        int[] done = new int[pieces];
        int working = 0, most = 0;
        ThreadTeam.Run(pieces, threads, i =>
        {
            int now = Interlocked.Increment(ref working);
            InterlockedMax(ref most, now);
            Interlocked.Increment(ref done[i]);
            Thread.SpinWait(i * 7919 % 1000);
            Interlocked.Decrement(ref working);
        }, TestContext.Current.CancellationToken);
        Assert.All(done, n => Assert.Equal(1, n));
        Assert.InRange(most, 0, threads);
    }

    [Fact]
    public void The_first_failure_in_order_comes_out_when_no_thread_is_at_work()
    {
        int working = 0;
        var error = Assert.Throws<DataException>(() => ThreadTeam.Run(50, 4, i =>
        {
            Interlocked.Increment(ref working);
            Thread.Sleep(i == 5 ? 30 : 1);
            Interlocked.Decrement(ref working);
            if (i is 5 or 6) throw new DataException($"piece {i}");
        }, TestContext.Current.CancellationToken));
        Assert.Equal("piece 5", error.Message);
        Assert.Equal(0, working);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_failure_comes_out_before_the_cancellation_of_a_piece_that_waited_for_it(int waiting)
    {
        using var bothAtWork = new Barrier(2);
        using var cancelled = new ManualResetEventSlim();
        var error = Assert.Throws<DataException>(() => ThreadTeam.Run(2, 2, i =>
        {
            bothAtWork.SignalAndWait(TestContext.Current.CancellationToken);
            if (i == waiting)
            {
                cancelled.Set();
                throw new OperationCanceledException();
            }
            cancelled.Wait(TestContext.Current.CancellationToken);
            throw new DataException("the cause");
        }, TestContext.Current.CancellationToken));
        Assert.Equal("the cause", error.Message);
    }

    [Fact]
    public void Cancelling_stops_between_pieces()
    {
        using var stop = new CancellationTokenSource();
        int done = 0;
        Assert.Throws<OperationCanceledException>(() => ThreadTeam.Run(1000, 2, _ =>
        {
            if (Interlocked.Increment(ref done) == 10) stop.Cancel();
        }, stop.Token));
        Assert.InRange(done, 10, 11);
    }

    static void InterlockedMax(ref int most, int value)
    {
        for (int seen = most; value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = most)
        {
        }
    }
}
