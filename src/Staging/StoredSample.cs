using System.Buffers;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Reads one sample of a dataset of a shard, whether it lies there as it is or deflated.</summary>
internal static class StoredSample
{
    // Of bytes that deflate cannot shorten: 5 in 16 KiB, and a frame.
    const int MostGrowthShift = 10, Frame = 64;

    /// <summary>Reads a sample.</summary>
    /// <param name="shard">The staged shard.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="index">The sample's place in it.</param>
    /// <param name="values">Receives all of it: [H, W, C].</param>
    /// <exception cref="DataException">The copy is damaged and so is the shard that ingest wrote, or the manifest does not fit it.</exception>
    /// <exception cref="StorageException">The node's disk does not give back what was written to it.</exception>
    public static void Read(StagedShard shard, DatasetExtent dataset, int index, Span<byte> values)
    {
        if (dataset.Deflated is not { } deflated)
        {
            shard.Read(dataset.SampleOffset(index), values);
            return;
        }
        var cut = SampleChunks.Of(dataset);
        byte[] stored = ArrayPool<byte>.Shared.Rent(Most(cut)), plain = ArrayPool<byte>.Shared.Rent(cut.ChunkBytes);
        try
        {
            for (int chunk = 0; chunk < cut.Count; chunk++)
            {
                Fetch(shard, dataset, deflated, index * cut.Count + chunk, cut, stored, plain);
                var (channel, part) = Math.DivRem(chunk, cut.PerChannel);
                var (first, rows) = cut.RowsOf(part);
                int at = (first * cut.Width * cut.Channels + channel) * cut.ElementBytes;
                ShuffledDeflate.Unshuffle(plain.AsSpan(0, cut.ChunkBytes), rows * cut.Width, values[at..], cut.ElementBytes, cut.Channels);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    static int Most(SampleChunks cut) => cut.ChunkBytes + (cut.ChunkBytes >> MostGrowthShift) + Frame;

    static void Fetch(StagedShard shard, DatasetExtent dataset, DeflatedChunks deflated, int chunk, SampleChunks cut, byte[] stored, byte[] plain)
    {
        string where = $"{shard.Path}: {dataset.Path}: chunk {chunk}";
        if (chunk >= deflated.Offsets.Count || chunk >= deflated.Bytes.Count || deflated.Bytes[chunk] < 0 || deflated.Bytes[chunk] > Most(cut))
            throw new DataException($"{where} does not fit what the manifest says of the others. Ingest again.");
        int length = deflated.Bytes[chunk];
        shard.Read(deflated.Offsets[chunk], stored.AsSpan(0, length));
        try
        {
            if (ShuffledDeflate.Inflate(stored, length, plain.AsSpan(0, cut.ChunkBytes)) == cut.ChunkBytes) return;
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{where} cannot be inflated: {e.Message} Ingest again.", e);
        }
        throw new DataException($"{where} holds fewer than its {cut.ChunkBytes} bytes. Ingest again.");
    }
}
