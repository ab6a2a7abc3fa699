using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>The one thread that calls MPI. It does what it is given in order, and sleeps when there is nothing.</summary>
internal sealed class CommunicationThread
{
    readonly Queue<(Action Work, TaskCompletionSource Done)> queue = new();
    bool ended;
    volatile RankPulse pulse = RankPulse.Unwatched;

    /// <summary>Told of the beginning and the end of all that is done.</summary>
    public RankPulse Pulse
    {
        get => pulse;
        set => pulse = value;
    }

    /// <summary>Starts it.</summary>
    public CommunicationThread() => new Thread(Run) { IsBackground = true, Name = "mpi" }.Start();

    /// <summary>Has something done after all that was asked for before.</summary>
    public Task Post(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (queue)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            queue.Enqueue((work, done));
            Monitor.Pulse(queue);
        }
        return done.Task;
    }

    /// <summary>Has something done and waits for it; what it threw comes out.</summary>
    public void Do(Action work) => Post(work).GetAwaiter().GetResult();

    /// <summary>Lets the thread end after all that was asked for.</summary>
    public void End()
    {
        lock (queue)
        {
            ended = true;
            Monitor.Pulse(queue);
        }
    }

    void Run()
    {
        while (Next() is var (work, done))
        {
#pragma warning disable CA1031 // Whatever it is, it belongs to the one who asked.
            var told = pulse;
            try
            {
                told.EnterCollective();
                work();
                told.LeaveCollective();
                done.SetResult();
            }
            catch (Exception e)
            {
                told.LeaveCollective();
                done.SetException(e);
            }
#pragma warning restore CA1031
        }
    }

    (Action Work, TaskCompletionSource Done)? Next()
    {
        lock (queue)
        {
            while (queue.Count == 0)
            {
                if (ended) return null;
                Monitor.Wait(queue);
            }
            return queue.Dequeue();
        }
    }
}
