namespace Rossby.Ingest;

/// <summary>Makes items on several threads and takes them in order on the caller's, so that the result does not depend on how many threads there are.</summary>
internal static class OrderedPipeline
{
    /// <summary>Runs it.</summary>
    /// <param name="count">How many items.</param>
    /// <param name="ahead">Items made or waiting at one time: it bounds threads and memory.</param>
    /// <param name="make">Makes item i; on any thread.</param>
    /// <param name="take">Takes item i; on the caller's thread, in order.</param>
    /// <param name="cancellation">Stops between items.</param>
    internal static void Run<T>(int count, int ahead, Func<int, T> make, Action<int, T> take, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Queue<Task<T>>();
        int next = 0;
        try
        {
            for (int taken = 0; taken < count; taken++)
            {
                for (; next < count && running.Count < ahead; next++)
                {
                    int item = next;
                    running.Enqueue(Task.Run(() => make(item), stop.Token));
                }
                T made = running.Dequeue().GetAwaiter().GetResult();
                cancellation.ThrowIfCancellationRequested();
                take(taken, made);
            }
        }
        finally
        {
            // Nobody may still read when the caller closes the files.
            stop.Cancel();
            foreach (var left in running) ((IAsyncResult)left).AsyncWaitHandle.WaitOne();
        }
    }
}
