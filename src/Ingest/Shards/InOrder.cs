namespace Rossby.Ingest;

/// <summary>Takes numbered items that several threads make, and passes them on strictly in order; a thread that is far ahead waits. Safe from several threads.</summary>
/// <remarks>Nobody waits for ever as long as whoever owes the next item needs no other thread to bring it, or says by <see cref="Abandon"/> that it will not come.</remarks>
/// <param name="pass">Receives the items in order, one at a time.</param>
/// <param name="most">Items that are kept until their turn.</param>
internal sealed class InOrder<T>(Action<T> pass, int most)
{
    readonly object gate = new();
    readonly Dictionary<long, T> kept = [];
    long next;
    bool abandoned;

    /// <summary>Brings an item; returns once it is passed on or kept.</summary>
    /// <exception cref="OperationCanceledException">The next one will not come.</exception>
    internal void Bring(long number, T item)
    {
        lock (gate)
        {
            while (number != next && kept.Count >= most && !abandoned) Monitor.Wait(gate);
            if (abandoned) throw new OperationCanceledException();
            kept.Add(number, item);
            for (; kept.Remove(next, out var due); next++) pass(due);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Some item will not come: whoever waits is let go.</summary>
    internal void Abandon()
    {
        lock (gate)
        {
            abandoned = true;
            Monitor.PulseAll(gate);
        }
    }
}
