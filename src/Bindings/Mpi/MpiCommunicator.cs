using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>The ranks of an MPI job. Calls may come from any thread; each is handed to the communication thread and waited for.</summary>
internal sealed unsafe class MpiCommunicator(CommunicationThread thread, MpiLink link, RankWaits waits, MpiConstants constants) : ICommunicator
{
    /// <inheritdoc/>
    public int Rank => link.Rank;

    /// <inheritdoc/>
    public int Size => link.Size;

    /// <inheritdoc/>
    public RankTopology Topology => link.Topology;

    /// <inheritdoc/>
    public RankPulse Pulse => thread.Pulse;

    /// <inheritdoc/>
    public void ComputeOn(int threads) => waits.ComputeOn(threads);

    /// <inheritdoc/>
    public void Barrier() => thread.Do(link.Barrier);

    /// <inheritdoc/>
    public void Exchange(int peer, ReadOnlySpan<byte> given, Span<byte> taken)
    {
        const int LongestMessage = 1 << 30;
        fixed (byte* givenBytes = given, takenBytes = taken)
        {
            // Memory outlives the lambda: the caller waits here.
            byte* from = givenBytes, into = takenBytes;
            int sent = given.Length, received = taken.Length;
            thread.Do(() =>
            {
                for (int at = 0; at < Math.Max(sent, received) || at == 0; at += LongestMessage)
                {
                    nint incoming = at < received || at == 0 ? link.Receive(peer, into + at, Math.Min(LongestMessage, received - at), tag: 0) : 0;
                    nint outgoing = at < sent || at == 0 ? link.Send(peer, from + at, Math.Min(LongestMessage, sent - at), tag: 0) : 0;
                    link.Wait(ref incoming, ref outgoing);
                }
            });
        }
    }

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root)
    {
        int count = bytes.Length;
        fixed (byte* p = bytes)
        {
            byte* first = p;
            thread.Do(() => link.Broadcast(first, count, root));
        }
    }

    /// <inheritdoc/>
    public void Allreduce(Span<float> values, ReduceOperation operation)
    {
        fixed (float* p = values) Allreduce(p, values.Length, constants.Single, operation);
    }

    /// <inheritdoc/>
    public void Allreduce(Span<double> values, ReduceOperation operation)
    {
        fixed (double* p = values) Allreduce(p, values.Length, constants.Double, operation);
    }

    /// <inheritdoc/>
    public void Allreduce(Span<long> values, ReduceOperation operation)
    {
        fixed (long* p = values) Allreduce(p, values.Length, constants.Int64, operation);
    }

    /// <inheritdoc/>
    public Task Start(Action<IPointToPoint> work) => thread.Post(() => work(link));

    /// <inheritdoc/>
    public IRankGroup Split(int group)
    {
        MpiLink? members = null;
        thread.Do(() => members = link.Split(group));
        return new MpiGroup(thread, members!);
    }

    void Allreduce(void* values, int count, nint type, ReduceOperation operation) => thread.Do(() => link.Allreduce(values, count, type, operation));
}
