using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Goes through items together with other processes. Each takes its own share first, then whatever is neither done nor in other hands,
/// then waits for what others hold: the lock of one that died is free, so nobody waits for the dead.
/// </summary>
internal sealed class WorkQueue(WorkFolder folder, WorkShare share)
{
    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when every item is done, by whomever.</summary>
    /// <param name="items">The same in every process.</param>
    /// <param name="done">Told of an item that was done already, or by another.</param>
    /// <param name="cancellation">Stops between items and in them.</param>
    internal void Run(IReadOnlyList<WorkItem> items, Action<WorkItem> done, CancellationToken cancellation)
    {
        var left = share.Order(items.Count).ToList();
        while (left.Count > 0)
        {
            int before = left.Count;
            left.RemoveAll(i => Finish(items[i], done, cancellation));
            if (left.Count == before) cancellation.WaitHandle.WaitOne(Wait);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    bool Finish(WorkItem item, Action<WorkItem> done, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (item.IsDone())
        {
            done(item);
            return true;
        }
        using var taken = folder.TryLock(item.Name);
        if (taken == null) return false;
        if (item.IsDone()) done(item);
        else item.Make(cancellation);
        return true;
    }
}
