using System.Runtime.InteropServices;

namespace Rossby.Nccl;

/// <summary>
/// GPUs that exchange data, one a rank. Calls enqueue on a stream and return; they may be part of a CUDA graph. Buffers are addresses in the memory of the
/// rank's GPU, and stay as they are until the stream has come by.
/// </summary>
public sealed class NcclCommunicator : SafeHandle
{
    NcclCommunicator(nint handle) : base(0, ownsHandle: true) => SetHandle(handle);

    /// <summary>The version of the library, such as <c>2.28.9</c>.</summary>
    public static string Version
    {
        get
        {
            NcclException.Check(Native.ncclGetVersion(out int code), "its version");
            // Two ways of writing it: from 2.9 on with two digits for the minor number.
            int major = code < 10000 ? 1000 : 10000;
            return $"{code / major}.{code % major / 100}.{code % 100}";
        }
    }

    /// <summary>Joins the other ranks; collective. The rank's GPU must be the thread's current device.</summary>
    /// <param name="id">The same on all ranks.</param>
    /// <param name="rank">This rank.</param>
    /// <param name="ranks">How many there are.</param>
    /// <exception cref="NcclException">NCCL refuses, as where two ranks have one GPU.</exception>
    public static NcclCommunicator Join(NcclId id, int rank, int ranks)
    {
        NcclException.Check(Native.ncclCommInitRank(out nint result, ranks, id, rank), $"rank {rank} of {ranks} joins");
        return new(result);
    }

    /// <summary>Makes one of those ranks that give the same color; collective among all.</summary>
    /// <param name="color">0 or more.</param>
    /// <param name="key">By which the ranks are ordered in it.</param>
    public NcclCommunicator Split(int color, int key)
    {
        NcclException.Check(Native.ncclCommSplit(Raw, color, key, out nint result, config: 0), $"the group {color} of {Ranks} ranks", handle);
        return new(result);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>How many ranks there are.</summary>
    public int Ranks
    {
        get
        {
            NcclException.Check(Native.ncclCommCount(Raw, out int ranks), "how many ranks", handle);
            return ranks;
        }
    }

    /// <summary>This rank.</summary>
    public int Rank
    {
        get
        {
            NcclException.Check(Native.ncclCommUserRank(Raw, out int rank), "which rank", handle);
            return rank;
        }
    }

    /// <summary>Leaves the reduction of all ranks' elements on every rank.</summary>
    /// <param name="from">This rank's elements.</param>
    /// <param name="to">Where the result goes; <paramref name="from"/> itself to overwrite them.</param>
    /// <param name="count">Elements.</param>
    /// <param name="type">Their type.</param>
    /// <param name="reduction">How they become one.</param>
    /// <param name="stream">A <c>cudaStream_t</c>.</param>
    public void Allreduce(nint from, nint to, long count, NcclType type, NcclReduction reduction, nint stream) =>
        NcclException.Check(Native.ncclAllReduce(from, to, checked((nuint)count), (int)type, (int)reduction, Raw, stream), $"allreduce of {count} {type}", handle);

    /// <summary>Leaves each rank its slice of the sum of all ranks' elements.</summary>
    /// <param name="from">This rank's elements, as many slices as ranks.</param>
    /// <param name="to">Where its slice goes; that slice's own place in <paramref name="from"/> to overwrite it.</param>
    /// <param name="slice">Elements of a slice.</param>
    /// <param name="type">Their type.</param>
    /// <param name="stream">A <c>cudaStream_t</c>.</param>
    public void ReduceScatter(nint from, nint to, long slice, NcclType type, nint stream) =>
        NcclException.Check(
            Native.ncclReduceScatter(from, to, checked((nuint)slice), (int)type, (int)NcclReduction.Sum, Raw, stream), $"reduce-scatter of {slice} {type} a rank", handle);

    /// <summary>Leaves the slices of all ranks on every rank, in their order.</summary>
    /// <param name="from">This rank's slice; its place in <paramref name="to"/> to leave it where it is.</param>
    /// <param name="to">Where all go.</param>
    /// <param name="slice">Elements of a slice.</param>
    /// <param name="type">Their type.</param>
    /// <param name="stream">A <c>cudaStream_t</c>.</param>
    public void AllGather(nint from, nint to, long slice, NcclType type, nint stream) =>
        NcclException.Check(Native.ncclAllGather(from, to, checked((nuint)slice), (int)type, Raw, stream), $"all-gather of {slice} {type} a rank", handle);

    /// <summary>Copies one rank's elements to all.</summary>
    /// <param name="from">The elements; read on <paramref name="root"/> alone.</param>
    /// <param name="to">Where they go; <paramref name="from"/> itself to overwrite them.</param>
    /// <param name="count">Elements.</param>
    /// <param name="type">Their type.</param>
    /// <param name="root">The rank that has them.</param>
    /// <param name="stream">A <c>cudaStream_t</c>.</param>
    public void Broadcast(nint from, nint to, long count, NcclType type, int root, nint stream) =>
        NcclException.Check(Native.ncclBroadcast(from, to, checked((nuint)count), (int)type, root, Raw, stream), $"broadcast of {count} {type} from rank {root}", handle);

    /// <summary>Throws what went wrong since the last call: what is enqueued may fail long after, when another rank dies.</summary>
    public void ThrowIfFailed()
    {
        NcclException.Check(Native.ncclCommGetAsyncError(Raw, out int error), "its state", handle);
        if (error != NcclException.InProgress) NcclException.Check(error, "a call that was under way", handle);
    }

    /// <summary>Whether the library can make groups of a communicator's ranks.</summary>
    public static bool IsRecentEnough
    {
        get
        {
            const int Split = 21800;
            NcclException.Check(Native.ncclGetVersion(out int code), "its version");
            return code >= Split;
        }
    }

    /// <summary>Ends it though calls are under way, as where another rank is lost: what waits for it on the GPU goes on. It is no more after that. Returns once no graph holds it.</summary>
    public void Abort()
    {
        nint raw = Raw;
        SetHandleAsInvalid();
        NcclException.Check(Native.ncclCommAbort(raw), "abort");
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Native.ncclCommDestroy(handle) == NcclException.Success;

    nint Raw
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed || IsInvalid, this);
            return handle;
        }
    }
}
