using Rossby.Core;
using Rossby.Nccl;

namespace Rossby.Train;

/// <summary>
/// The ranks of a job as NCCL knows them: all, and for sums in two levels those of this rank's node and those of its place on every node. Calls enqueue and
/// return. When one fails, or is not known to have ended, the communicators are aborted, so that nothing on the GPU waits for ranks that are gone.
/// </summary>
internal sealed class NcclRanks : IDisposable
{
    static readonly TimeSpan AbortPatience = TimeSpan.FromSeconds(10);

    readonly NcclCommunicator all;
    // Both or neither.
    readonly NcclCommunicator? node;
    readonly NcclCommunicator? across;
    readonly int local;
    readonly int locals;
    readonly List<Task> aborting = [];
    bool isWhole = true;

    /// <summary>Joins the others; collective. The rank's GPU must be the thread's current device.</summary>
    /// <param name="communicator">Hands the id out.</param>
    /// <param name="algorithm">Two levels where hierarchical and the nodes are alike, else NCCL's own way over all ranks.</param>
    /// <exception cref="NcclException">NCCL refuses.</exception>
    public NcclRanks(ICommunicator communicator, AllreduceAlgorithm algorithm)
    {
        var topology = communicator.Topology;
        byte[] id = communicator.Rank == 0 ? NcclId.New().ToBytes() : new byte[NcclId.Length];
        communicator.Broadcast(id, 0);
        all = NcclCommunicator.Join(NcclId.From(id), communicator.Rank, communicator.Size);
        (local, locals) = (topology.Mine.LocalRank, topology.LocalRanks.Length);
        if (algorithm != AllreduceAlgorithm.Hierarchical || topology.Nodes.Count == 1 || topology.Nodes.Any(n => n.Length != locals) || locals == 1) return;
        try
        {
            node = all.Split(color: topology.Mine.Node, key: local);
            across = all.Split(color: local, key: topology.Mine.Node);
        }
        catch
        {
            (isWhole, node, across) = (false, null, null);
            Dispose();
            throw;
        }
    }

    /// <summary>How they sum, for people.</summary>
    public string Description => $"NCCL {NcclCommunicator.Version}{(node is null ? "" : ", in each node and across them")}";

    /// <summary>The sum of a vector over all ranks, in place: in two levels each rank of a node sums one slice with its like on the other nodes.</summary>
    /// <param name="values">The first element.</param>
    /// <param name="count">Elements.</param>
    /// <param name="type">Their type.</param>
    /// <param name="stream">The native stream.</param>
    public void Sum(nint values, long count, NcclType type, nint stream) => Enqueue(() =>
    {
        if (node is null || across is null)
        {
            all.Allreduce(values, values, count, type, NcclReduction.Sum, stream);
            return;
        }
        // Fewer elements than ranks of a node are left over, which all of them sum.
        long slice = count / locals, rest = count % locals;
        nint size = type.Bytes(), mine = values + (nint)(slice * local) * size, tail = values + (nint)(slice * locals) * size;
        using (NcclGroup.Begin())
        {
            if (slice > 0) node.ReduceScatter(values, mine, slice, type, stream);
            if (rest > 0) node.Allreduce(tail, tail, rest, type, NcclReduction.Sum, stream);
        }
        using (NcclGroup.Begin())
        {
            if (slice > 0) across.Allreduce(mine, mine, slice, type, NcclReduction.Sum, stream);
            if (rest > 0) across.Allreduce(tail, tail, rest, type, NcclReduction.Sum, stream);
        }
        if (slice > 0) node.AllGather(mine, values, slice, type, stream);
    });

    /// <summary>The mean of single-precision values over all ranks, in place.</summary>
    public void Mean(nint values, long count, nint stream) => Enqueue(() => all.Allreduce(values, values, count, NcclType.Float32, NcclReduction.Mean, stream));

    /// <summary>Rank 0's bytes on every rank.</summary>
    public void Broadcast(nint bytes, long count, nint stream) => Enqueue(() => all.Broadcast(bytes, bytes, count, NcclType.UInt8, root: 0, stream));

    /// <summary>Throws what has failed on the GPU or in the network since, and ends what still waits there.</summary>
    /// <exception cref="NcclException">Something has.</exception>
    public void ThrowIfFailed()
    {
        try
        {
            all.ThrowIfFailed();
            node?.ThrowIfFailed();
            across?.ThrowIfFailed();
        }
        catch (NcclException)
        {
            Abort();
            throw;
        }
    }

    /// <summary>All that was enqueued so far has ended: what comes later is not at stake.</summary>
    public void Settled() => isWhole = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isWhole) Abort();
        try
        {
            Task.WaitAll([.. aborting], AbortPatience);
        }
        catch (AggregateException)
        {
            // There is an error to report already.
        }
        if (aborting.Count > 0) return;
        across?.Dispose();
        node?.Dispose();
        all.Dispose();
    }

    void Enqueue(Action calls)
    {
        isWhole = false;
        try
        {
            calls();
        }
        catch (NcclException)
        {
            Abort();
            throw;
        }
    }

    // Each on a thread of its own, and nobody waits here: all must be told before one has ended, and NCCL (2.26 and later) does not end a communicator that a graph
    // still holds, which is let go of on the way out.
    void Abort()
    {
        foreach (var one in (NcclCommunicator?[])[across, node, all])
        {
            if (one is null or { IsClosed: true } or { IsInvalid: true }) continue;
            aborting.Add(Task.Factory.StartNew(one.Abort, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
    }
}
