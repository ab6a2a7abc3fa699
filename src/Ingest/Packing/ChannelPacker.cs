using System.Collections.Concurrent;

namespace Rossby.Ingest;

/// <summary>Packs samples that are deflated: whole channels, one by one. They are counted by the same blocks as elsewhere, so that statistics have the same bits.</summary>
internal sealed class ChannelPacker(SampleReading reading, SampleEncoding encoding) : ISamplePacker
{
    readonly ConcurrentBag<(float[] Values, float[] Encoded, byte[] Channel)> spare = [];

    public int Parts => reading.Blocks.Channels;

    public void Pack(SampleRows rows, Range parts, BlockTallies tallies, ShardWriter writer, int sample)
    {
        var cut = reading.Blocks;
        int blockCells = cut.Rows * cut.Width;
        if (!spare.TryTake(out var buffers)) buffers = (new float[blockCells], new float[blockCells], new byte[cut.Height * cut.Width * sizeof(float)]);
        var (first, count) = parts.GetOffsetAndLength(Parts);
        for (int channel = first; channel < first + count; channel++)
        {
            int filled = 0;
            for (int block = 0; block < cut.Count; block++)
            {
                var values = buffers.Values.AsSpan(0, rows.Read(block, channel, buffers.Values));
                tallies.Count(block, channel, values);
                encoding.Normalise(values, channel, 1);
                var encoded = encoding.Encode(values, 1, 0, buffers.Encoded.AsSpan(0, values.Length));
                encoded.CopyTo(buffers.Channel.AsSpan(filled));
                filled += encoded.Length;
            }
            writer.WriteChannel(sample, channel, buffers.Channel.AsSpan(0, filled));
        }
        spare.Add(buffers);
    }
}
