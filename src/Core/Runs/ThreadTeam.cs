using System.Runtime.ExceptionServices;

namespace Rossby.Core;

/// <summary>Does numbered pieces of work on several threads, each taking the next one that nobody has begun.</summary>
public static class ThreadTeam
{
    /// <summary>Returns when all pieces are done and no thread is at work.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="threads">At most so many at one time.</param>
    /// <param name="work">Does piece i; on any thread.</param>
    /// <param name="cancellation">Stops between pieces.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// When pieces fail, the failure of the first of them in order comes out; a piece that was cancelled, such as one that waited for a failed one, comes after those
    /// that failed of themselves.
    /// </remarks>
    public static void Run(int pieces, int threads, Action<int> work, CancellationToken cancellation)
    {
        int next = -1;
        ((bool Cancelled, int Piece) Order, ExceptionDispatchInfo Failure)? first = null;
        var gate = new Lock();
        void Member()
        {
            for (int piece; !cancellation.IsCancellationRequested && Volatile.Read(ref next) < pieces && (piece = Interlocked.Increment(ref next)) < pieces;)
            {
                try
                {
                    work(piece);
                }
                catch (Exception e)
                {
                    var order = (e is OperationCanceledException, piece);
                    lock (gate)
                    {
                        if (first == null || order.CompareTo(first.Value.Order) < 0) first = (order, ExceptionDispatchInfo.Capture(e));
                    }
                    Volatile.Write(ref next, pieces);
                }
            }
        }
        var others = Enumerable.Range(1, Math.Clamp(threads, 1, Math.Max(1, pieces)) - 1).Select(_ => Task.Run(Member, CancellationToken.None)).ToArray();
        Member();
        Task.WaitAll(others, CancellationToken.None);
        first?.Failure.Throw();
        cancellation.ThrowIfCancellationRequested();
    }
}
