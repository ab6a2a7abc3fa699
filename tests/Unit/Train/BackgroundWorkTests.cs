using System.Globalization;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class BackgroundWorkTests
{
    [Fact]
    public void The_owner_goes_on_while_a_piece_is_at_work_and_the_next_waits_for_it()
    {
        using var work = new BackgroundWork("test");
        using var go = new ManualResetEventSlim();
        var order = new List<int>();
        work.Begin(() =>
        {
            go.Wait();
            order.Add(1);
        });
        // Would never return if it waited for the piece.
        Assert.Empty(order);
        go.Set();
        work.Begin(() => order.Add(2));
        work.Wait();
        Assert.Equal([1, 2], order);
    }

    [Fact]
    public void What_a_piece_throws_comes_out_once_and_the_next_piece_is_not_begun()
    {
        using var work = new BackgroundWork("test");
        bool begun = false;
        work.Begin(() => throw new IOException("No space left on device"));
        Assert.Throws<IOException>(() => work.Begin(() => begun = true));
        Assert.False(begun);
        work.ThrowIfFailed();
        work.Begin(() => begun = true);
        work.Wait();
        Assert.True(begun);
    }

    [Fact]
    public void A_piece_computes_with_what_other_threads_leave()
    {
        // proc(5): the 19th number of a thread's line is its nice value.
        static int Nice() => int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ')[16], CultureInfo.InvariantCulture);
        using var work = new BackgroundWork("test");
        int own = Nice(), others = own;
        work.Begin(() => others = Nice());
        work.Wait();
        Assert.Equal(19, others);
        Assert.Equal(own, Nice());
    }

    [Fact]
    public void Its_end_waits_for_the_piece_at_work()
    {
        bool done = false;
        using (var work = new BackgroundWork("test"))
        {
            work.Begin(() =>
            {
                Thread.Yield();
                done = true;
            });
        }
        Assert.True(done);
    }
}
