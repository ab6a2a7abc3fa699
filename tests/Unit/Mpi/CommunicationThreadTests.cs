using Rossby.Mpi;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class CommunicationThreadTests
{
    [Fact]
    public async Task What_is_urgent_is_done_in_the_middle_of_work_that_waits_and_all_else_in_order()
    {
        var thread = new CommunicationThread();
        List<string> done = [];
        bool served = false;
        using var begun = new SemaphoreSlim(0);
        // Ends only when the urgent work is done, as a sum over ranks that waits for a gradient which stands behind another sum.
        var first = thread.Post(() =>
        {
            begun.Release();
            while (!served) thread.DoUrgent();
            done.Add("first");
        });
        var second = thread.Post(() => done.Add("second"));
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var urgent = thread.PostUrgent(() =>
        {
            done.Add("urgent");
            served = true;
        });
        await Task.WhenAll(first, second, urgent);
        // With nothing in hand it is done at once.
        await thread.PostUrgent(() => done.Add("urgent again"));
        thread.End();
        Assert.Equal(["urgent", "first", "second", "urgent again"], done);
    }

    [Fact]
    public async Task What_urgent_work_throws_belongs_to_who_asked_for_it()
    {
        var thread = new CommunicationThread();
        Task? urgent = null;
        var work = thread.Post(() =>
        {
            urgent = thread.PostUrgent(() => throw new TimeoutException());
            thread.DoUrgent();
        });
        await work;
        await Assert.ThrowsAsync<TimeoutException>(() => urgent!);
        thread.End();
    }
}
