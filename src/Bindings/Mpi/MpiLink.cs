using Rossby.Core;
using static Rossby.Mpi.MpiLibrary;

namespace Rossby.Mpi;

/// <summary>MPI as algorithms see it; on the communication thread only.</summary>
/// <param name="constants">The library's handles.</param>
/// <param name="sums">Sums of narrow types.</param>
/// <param name="world">The communicator.</param>
/// <param name="topology">Its ranks.</param>
/// <param name="waits">How this rank waits.</param>
/// <param name="meanwhile">What is done whenever this rank waits.</param>
internal sealed unsafe class MpiLink(
    MpiConstants constants, NarrowSums sums, nint world, RankTopology topology, RankWaits waits, Action? meanwhile) : IPointToPoint
{
    /// <inheritdoc/>
    public int Rank => topology.Rank;

    /// <inheritdoc/>
    public int Size => topology.Places.Count;

    /// <inheritdoc/>
    public RankTopology Topology => topology;

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
    public void Pause(ref Patience patience) => waits.Pause(ref patience, meanwhile);

    /// <summary>The ranks that give the same number, with a communicator of their own; collective. Nothing else is done while they wait for each other.</summary>
    public MpiLink Split(int group)
    {
        int[] groups = new int[Size];
        int mine = group;
        fixed (int* all = groups) Check(Native.MPI_Allgather(&mine, sizeof(int), constants.Byte, all, sizeof(int), constants.Byte, world));
        nint communicator = 0;
        Check(Native.MPI_Comm_split(world, group, Rank, ref communicator));
        Check(Native.MPI_Comm_set_errhandler(communicator, constants.ErrorsReturn));
        int[] ranks = [.. Enumerable.Range(0, Size).Where(r => groups[r] == group)];
        return new(constants, sums, communicator, topology.Among(ranks), waits, meanwhile: null);
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
}
