using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>
/// The one thread that calls MPI. It does what it is given in order, and sleeps when there is nothing. What is urgent it does in the middle of other work, when
/// that waits (docs/decisions/0011).
/// </summary>
internal sealed class CommunicationThread
{
    readonly Queue<Order> queue = new(), urgent = new();
    volatile bool isAnyUrgent;
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
    public Task Post(Action work) => Give(new(work, IsUrgent: false));

    /// <summary>Has something done as soon as the work in hand waits, after all that was urgent before.</summary>
    public Task PostUrgent(Action work) => Give(new(work, IsUrgent: true));

    /// <summary>Does what is urgent; for work that waits.</summary>
    public void DoUrgent()
    {
        while (isAnyUrgent)
        {
            Order next;
            lock (queue)
            {
                next = urgent.Dequeue();
                isAnyUrgent = urgent.Count > 0;
            }
            Do(next);
        }
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

    Task Give(Order order)
    {
        lock (queue)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            (order.IsUrgent ? urgent : queue).Enqueue(order);
            isAnyUrgent = urgent.Count > 0;
            Monitor.Pulse(queue);
        }
        return order.Done.Task;
    }

    void Run()
    {
        while (Next() is { } next) Do(next);
    }

    void Do(Order next)
    {
#pragma warning disable CA1031 // Whatever it is, it belongs to the one who asked.
        var told = pulse;
        try
        {
            told.EnterCollective(next.IsUrgent);
            next.Work();
            told.LeaveCollective();
            next.Done.SetResult();
        }
        catch (Exception e)
        {
            told.LeaveCollective();
            next.Done.SetException(e);
        }
#pragma warning restore CA1031
    }

    Order? Next()
    {
        lock (queue)
        {
            while (queue.Count == 0 && urgent.Count == 0)
            {
                if (ended) return null;
                Monitor.Wait(queue);
            }
            var next = urgent.Count > 0 ? urgent.Dequeue() : queue.Dequeue();
            isAnyUrgent = urgent.Count > 0;
            return next;
        }
    }

    sealed record Order(Action Work, bool IsUrgent)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
