using System.Buffers;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.Ingest;

/// <summary>A deflated dataset of a shard while it is written: makes its chunks, and keeps where they lie.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="type">Its elements.</param>
/// <param name="level">From 1, the fastest, to 9, the smallest.</param>
internal sealed class DeflatedArray(H5Dataset dataset, ElementType type, int level) : IDisposable
{
    readonly long[] offsets = new long[dataset.Shape[0] * SampleChunks.For(type, dataset.Shape).Count];
    readonly int[] bytes = new int[dataset.Shape[0] * SampleChunks.For(type, dataset.Shape).Count];

    /// <summary>How its samples are cut.</summary>
    internal SampleChunks Cut { get; } = SampleChunks.For(type, dataset.Shape);

    /// <summary>Where all of it lies, once it is written.</summary>
    internal DatasetExtent Extent => new(dataset.Name, offsets[0], type, dataset.Shape) { Deflated = new DeflatedChunks(Cut.Rows, offsets, bytes) };

    /// <summary>Makes a chunk. Safe from several threads.</summary>
    /// <param name="part">Which of its channel.</param>
    /// <param name="channel">The whole channel [H, W] of a sample.</param>
    internal byte[] Make(int part, ReadOnlySpan<byte> channel)
    {
        var (first, rows) = Cut.RowsOf(part);
        int rowBytes = Cut.Width * Cut.ElementBytes, length = Cut.ChunkBytes;
        byte[] plain = ArrayPool<byte>.Shared.Rent(length), planes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var chunk = plain.AsSpan(0, length);
            channel.Slice(first * rowBytes, rows * rowBytes).CopyTo(chunk);
            chunk[(rows * rowBytes)..].Clear();
            if (Cut.ElementBytes == 1) return ShuffledDeflate.Deflate(chunk, level);
            ShuffledDeflate.Shuffle(chunk, planes, Cut.ElementBytes);
            return ShuffledDeflate.Deflate(planes.AsSpan(0, length), level);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(planes);
        }
    }

    /// <summary>Writes a chunk.</summary>
    /// <returns>Where it lies.</returns>
    /// <exception cref="StorageException">No space or a device error.</exception>
    internal H5Chunk Write(int sample, int channel, int part, byte[] stored)
    {
        long[] start = [sample, Cut.RowsOf(part).First, 0, channel];
        var chunk = dataset.WriteChunk(start.AsSpan(0, dataset.Shape.Length), stored);
        long at = ((long)sample * Cut.Channels + channel) * Cut.PerChannel + part;
        (offsets[at], bytes[at]) = (chunk.Address, stored.Length);
        return chunk;
    }

    public void Dispose() => dataset.Dispose();
}
