using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// What the ranks of a node share to sum chunks: slots, each with a part for every rank and one for the sum, and three counters a rank that say how many
/// chunks it has put in, summed and taken out.
/// </summary>
internal sealed unsafe class NodeBoard : IDisposable
{
    /// <summary>Chunks on their way at a time.</summary>
    public const int Slots = 4;

    const int Counters = 3, LineBytes = 64;
    // Within one node a chunk stays in a core's cache; networks want longer messages.
    const long MostChunkBytes = 128 << 10, MostCrossingBytes = 512 << 10, LeastChunkBytes = 64 << 10, MostPartsBytes = 16 << 20;

    readonly NodeMemory memory;
    readonly int ranks;

    /// <summary>Shares the memory; every rank of the node calls it.</summary>
    public NodeBoard(IPointToPoint link)
    {
        ranks = link.Topology.LocalRanks.Length;
        ChunkBytes = Math.Clamp(MostPartsBytes / ranks / LineBytes * LineBytes, LeastChunkBytes, link.Topology.Nodes.Count == 1 ? MostChunkBytes : MostCrossingBytes);
        memory = NodeMemory.Share(link, CounterBytes + Slots * (ranks + 1) * ChunkBytes);
        Touch(link.Topology.Mine.LocalRank);
    }

    /// <summary>Bytes of a chunk.</summary>
    public long ChunkBytes { get; }

    long CounterBytes => ((long)ranks * Counters + 1) * LineBytes;

    byte* Ways => memory.Pointer + (long)ranks * Counters * LineBytes;

    /// <summary>A rank's part of a chunk.</summary>
    public byte* Part(long chunk, int rank) => memory.Pointer + CounterBytes + (chunk % Slots * (ranks + 1) + rank) * ChunkBytes;

    /// <summary>The sum of a chunk.</summary>
    public byte* Sum(long chunk) => Part(chunk, ranks);

    /// <summary>Whether the ranks fill the parts and the sum of a chunk past their caches, where it is long enough.</summary>
    public bool Streams(long chunk) => Ways[chunk % Slots] != 0;

    /// <summary>Says it of a chunk, ahead of <see cref="Publish"/> telling that the slot is free for it.</summary>
    public void Stream(long chunk, bool streams) => Ways[chunk % Slots] = streams ? (byte)1 : (byte)0;

    /// <summary>Tells the others how many chunks a rank has come to; what it wrote before is seen by who sees this.</summary>
    public void Publish(Progress progress, int rank, long chunks) => Volatile.Write(ref Counter(progress, rank), chunks);

    /// <summary>Whether the first some ranks have come to so many chunks.</summary>
    public bool Reached(Progress progress, int firstRanks, long chunks)
    {
        for (int rank = 0; rank < firstRanks; rank++)
        {
            if (Volatile.Read(ref Counter(progress, rank)) < chunks) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    /// <summary>Maps the pages that this rank will fill, so that no sum has to wait for it.</summary>
    void Touch(int rank)
    {
        var slice = new Slices(ChunkBytes, ranks);
        for (int slot = 0; slot < Slots; slot++)
        {
            new Span<byte>(Part(slot, rank), (int)ChunkBytes).Clear();
            new Span<byte>(Sum(slot) + slice.Start(rank), (int)slice.Length(rank)).Clear();
        }
    }

    ref long Counter(Progress progress, int rank) => ref *(long*)(memory.Pointer + ((long)rank * Counters + (int)progress) * LineBytes);

    /// <summary>What is counted.</summary>
    public enum Progress
    {
        /// <summary>The rank's part is there.</summary>
        In,

        /// <summary>The rank's slice of the sum is there.</summary>
        Summed,

        /// <summary>The rank has taken the sum.</summary>
        Out,
    }
}
