using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Rossby.Staging;

/// <summary>Does one thing to each of many items on a few threads of its own; the first failure stops the rest and is thrown as it is.</summary>
internal static class ParallelReaders
{
    /// <summary>Returns when all are done.</summary>
    /// <exception cref="OperationCanceledException">Cancelled from outside before all were done.</exception>
    public static void Run<T>(IEnumerable<T> items, int readers, Action<T, CancellationToken> action, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<T>(items);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ExceptionDispatchInfo? first = null;
        var threads = new List<Thread>();
        for (int i = Math.Min(Math.Max(1, readers), queue.Count); i > 0; i--)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    while (!stop.IsCancellationRequested && queue.TryDequeue(out var item)) action(item, stop.Token);
                }
                catch (Exception e)
                {
                    // Others end by the cancellation that follows, so the first to come is the cause.
                    Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
                    stop.Cancel();
                }
            }) { IsBackground = true, Name = "stage" };
            threads.Add(thread);
            thread.Start();
        }
        foreach (var thread in threads) thread.Join();
        first?.Throw();
        if (!queue.IsEmpty) cancellation.ThrowIfCancellationRequested();
    }
}
