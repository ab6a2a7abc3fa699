using Rossby.Core;
using static Rossby.Mpi.MpiLibrary;

namespace Rossby.Mpi;

/// <summary>MPI as algorithms see it; on the communication thread only.</summary>
internal sealed unsafe class MpiLink(MpiConstants constants, NarrowSums sums, nint world, RankTopology topology) : IPointToPoint
{
    volatile bool ownsCore = HasCore(topology, threads: 1);
    volatile bool torn;
    volatile int abortWith;

    /// <summary>Told how many threads each rank of this node computes with: where they leave this thread no core of its own, it sleeps between looks.</summary>
    public void ComputeOn(int threads) => ownsCore = HasCore(topology, threads);

    /// <inheritdoc/>
    public int Rank => topology.Rank;

    /// <inheritdoc/>
    public int Size => topology.Places.Count;

    /// <inheritdoc/>
    public RankTopology Topology => topology;

    /// <summary>Whether a wait was given up, so that messages may still be on their way.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Has the wait in hand, if there is one, end by <see cref="OperationCanceledException"/>: this rank has failed and will not take part any more.</summary>
    public void Tear() => torn = true;

    /// <summary>Has the wait in hand, if there is one, end the job with a code.</summary>
    public void AbortInWait(int exitCode) => abortWith = exitCode;

    /// <summary>Ends the job if <see cref="AbortInWait"/> has been called; to be called in every wait.</summary>
    public void AbortIfAsked()
    {
        if (abortWith != 0) Abort(abortWith);
    }

    /// <summary>Ends the job; does not return.</summary>
    public void Abort(int exitCode) => _ = Native.MPI_Abort(world, exitCode);

    /// <inheritdoc/>
    public nint Send(int peer, void* from, long bytes, int tag)
    {
        nint request = 0;
        Check(Native.MPI_Isend(from, checked((int)bytes), constants.Byte, peer, tag, world, ref request));
        return request;
    }

    /// <inheritdoc/>
    public nint Receive(int peer, void* into, long bytes, int tag)
    {
        nint request = 0;
        Check(Native.MPI_Irecv(into, checked((int)bytes), constants.Byte, peer, tag, world, ref request));
        return request;
    }

    /// <inheritdoc/>
    public nint StartSum(void* values, long count, ElementType type)
    {
        nint request = 0;
        Check(Native.MPI_Iallreduce(
            constants.InPlace, values, checked((int)count), constants.TypeOf(type), sums.SumOf(type, constants), world, ref request));
        return request;
    }

    /// <inheritdoc/>
    public bool IsComplete(ref nint message)
    {
        if (message == 0) return true;
        Check(Native.MPI_Test(ref message, out int done, constants.StatusIgnore));
        if (done != 0) message = 0;
        return done != 0;
    }

    /// <inheritdoc/>
    public void Pause(ref Patience patience)
    {
        AbortIfAsked();
        if (torn)
        {
            IsTorn = true;
            throw new OperationCanceledException("This rank ends.");
        }
        patience.Pause(ownsCore);
    }

    /// <summary>Copies the root's bytes to every rank.</summary>
    public void Broadcast(void* bytes, int count, int root)
    {
        nint request = 0;
        Check(Native.MPI_Ibcast(bytes, count, constants.Byte, root, world, ref request));
        this.Wait(ref request);
    }

    /// <summary>Waits for every rank.</summary>
    public void Barrier()
    {
        nint request = 0;
        Check(Native.MPI_Ibarrier(world, ref request));
        this.Wait(ref request);
    }

    /// <summary>The library's own allreduce, in place.</summary>
    public void Allreduce(void* values, int count, nint type, ReduceOperation operation)
    {
        nint request = 0;
        Check(Native.MPI_Iallreduce(
            constants.InPlace, values, count, type, operation == ReduceOperation.Sum ? constants.Sum : constants.Max, world, ref request));
        this.Wait(ref request);
    }

    static bool HasCore(RankTopology topology, int threads) => topology.RanksOnMyCores * (threads + 1) <= CoreList.Parse(topology.Mine.Cores).Count();
}
