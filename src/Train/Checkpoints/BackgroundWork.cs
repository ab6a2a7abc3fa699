using System.Runtime.ExceptionServices;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// A thread that does what it is handed beside its owner, one piece at a time, and computes only with what other threads leave: the threads of a step wait for each
/// other again and again, so that one that shares its core with this one holds up all (benchmarks/checkpoint.sh).
/// </summary>
public sealed class BackgroundWork : IDisposable
{
    const int Nice = 19;

    readonly object gate = new();
    readonly Thread thread;
    Action? work;
    ExceptionDispatchInfo? failure;
    bool ended;

    /// <summary>Starts the thread, so that no piece waits for it.</summary>
    /// <param name="name">The thread's, for debuggers.</param>
    public BackgroundWork(string name)
    {
        thread = new Thread(Loop) { Name = name, IsBackground = true };
        thread.Start();
    }

    /// <summary>Hands over a piece; waits for the one before.</summary>
    /// <remarks>What an earlier piece threw comes out, and this one is not begun.</remarks>
    public void Begin(Action piece)
    {
        lock (gate)
        {
            while (work is not null) Monitor.Wait(gate);
            ThrowIfFailed();
            work = piece;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Throws what a piece threw, once.</summary>
    public void ThrowIfFailed() => Interlocked.Exchange(ref failure, null)?.Throw();

    /// <summary>Returns when nothing is at work, and throws what the last piece threw.</summary>
    public void Wait()
    {
        lock (gate)
        {
            while (work is not null) Monitor.Wait(gate);
        }
        ThrowIfFailed();
    }

    /// <summary>Waits for the piece at work, and ends the thread. What it throws is lost: call <see cref="Wait"/> first.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            Monitor.PulseAll(gate);
        }
        thread.Join();
    }

    void Loop()
    {
        Libc.YieldToOthers(Nice);
        while (true)
        {
            Action piece;
            lock (gate)
            {
                while (work is null && !ended) Monitor.Wait(gate);
                if (work is null) return;
                piece = work;
            }
#pragma warning disable CA1031 // It is the owner's, who throws it again.
            try
            {
                piece();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
#pragma warning restore CA1031
            lock (gate)
            {
                work = null;
                Monitor.PulseAll(gate);
            }
        }
    }
}
