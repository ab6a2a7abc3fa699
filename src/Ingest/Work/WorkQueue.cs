using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Goes through items together with other processes. Each takes its own share first, then whatever is neither done nor in other hands,
/// then waits for what others hold: the lock of one that died is free, so nobody waits for the dead.
/// </summary>
internal sealed class WorkQueue(WorkFolder folder, WorkShare share)
{
    // One item is written while the disk takes the one before.
    const int MostUnnamed = 2;

    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when every item is done, by whomever.</summary>
    /// <param name="items">The same in every process.</param>
    /// <param name="done">Told of an item that was done already, or by another.</param>
    /// <param name="cancellation">Stops between items and in them.</param>
    /// <param name="made">Called once nothing is left to make, while the disk may still be taking the last items.</param>
    internal void Run(IReadOnlyList<WorkItem> items, Action<WorkItem> done, CancellationToken cancellation, Action? made = null)
    {
        var left = share.Order(items.Count).ToList();
        var unnamed = new Queue<Task>();
        try
        {
            while (left.Count > 0)
            {
                int before = left.Count;
                left.RemoveAll(i => Take(items[i], done, unnamed, cancellation));
                if (left.Count == before) cancellation.WaitHandle.WaitOne(Wait);
                cancellation.ThrowIfCancellationRequested();
            }
            made?.Invoke();
        }
        catch
        {
            // What is written is kept; the failure that stopped us is the one to report.
            Task.WhenAll(unnamed).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
            throw;
        }
        while (unnamed.TryDequeue(out var task)) task.GetAwaiter().GetResult();
    }

    bool Take(WorkItem item, Action<WorkItem> done, Queue<Task> unnamed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (item.IsDone())
        {
            done(item);
            return true;
        }
        var taken = folder.TryLock(item.Name);
        if (taken == null) return false;
        try
        {
            if (item.IsDone())
            {
                done(item);
                return true;
            }
            while (unnamed.Count >= MostUnnamed) unnamed.Dequeue().GetAwaiter().GetResult();
            var named = item.Make(cancellation);
            var held = taken;
            taken = null;
            unnamed.Enqueue(named.ContinueWith(task =>
            {
                held.Dispose();
                task.GetAwaiter().GetResult();
            }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
            return true;
        }
        finally
        {
            taken?.Dispose();
        }
    }
}
