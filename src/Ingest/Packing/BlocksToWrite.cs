using System.Runtime.InteropServices;

namespace Rossby.Ingest;

/// <summary>
/// Turned blocks of one thread that are still to be written. A file system lets one thread at a time write into a file; who finds it busy goes on with the next block, and
/// waits only when it has no room for more. A tenth of the time of two threads and more went by in waiting (benchmarks/ingest.sh).
/// </summary>
/// <param name="blockValues">Values of the largest block.</param>
internal sealed class BlocksToWrite(int blockValues)
{
    const int RoomBytes = 2 << 20;

    readonly float[] room = new float[Most(blockValues) * blockValues];
    readonly (int Sample, long FirstCell, int Bytes)[] blocks = new (int, long, int)[Most(blockValues)];
    int count;

    /// <summary>Where the next block's values go.</summary>
    internal Span<float> Next(int values) => room.AsSpan(count * blockValues, values);

    /// <summary>Takes the block that was put there, and writes what is here unless another thread is writing.</summary>
    /// <param name="writer">The shard.</param>
    /// <param name="sample">Which, in the shard's order.</param>
    /// <param name="firstCell">The first cell, row-major.</param>
    /// <param name="bytes">How long it is.</param>
    internal void Add(ShardWriter writer, int sample, long firstCell, int bytes)
    {
        blocks[count] = (sample, firstCell, bytes);
        writer.SumValues(sample, firstCell, Bytes(count));
        count++;
        Write(writer, wait: count == blocks.Length);
    }

    /// <summary>Writes all that is here.</summary>
    /// <param name="writer">The shard.</param>
    /// <param name="wait">Whether to wait for other threads.</param>
    internal void Write(ShardWriter writer, bool wait)
    {
        if (!writer.TryTakeTurn(wait)) return;
        try
        {
            for (int i = 0; i < count; i++) writer.WriteValues(blocks[i].Sample, blocks[i].FirstCell, Bytes(i));
        }
        finally
        {
            writer.EndTurn();
            count = 0;
        }
    }

    static int Most(int blockValues) => Math.Max(1, RoomBytes / sizeof(float) / blockValues);

    ReadOnlySpan<byte> Bytes(int block) => MemoryMarshal.AsBytes(room.AsSpan(block * blockValues, blockValues))[..blocks[block].Bytes];
}
