using System.Collections.Concurrent;

namespace Rossby.Ingest;

/// <summary>Packs samples that are stored as they are: blocks of rows with all their channels, turned channels last.</summary>
internal sealed class BlockPacker(SampleReading reading, SampleEncoding encoding) : ISamplePacker
{
    /// <summary>Blocks of a part.</summary>
    const int BlocksAtATime = 32;

    readonly ConcurrentBag<(float[] Planar, BlocksToWrite Turned)> spare = [];

    public int Parts => (reading.Blocks.Count + BlocksAtATime - 1) / BlocksAtATime;

    public void Pack(SampleRows rows, Range parts, BlockTallies tallies, ShardWriter writer, int sample)
    {
        var cut = reading.Blocks;
        if (!spare.TryTake(out var buffers)) buffers = (new float[cut.RunValues], new BlocksToWrite(cut.BlockValues));
        var (first, count) = parts.GetOffsetAndLength(Parts);
        for (int block = first * BlocksAtATime; block < Math.Min((first + count) * BlocksAtATime, cut.Count); block += cut.BlocksOfRun)
        {
            int cells = rows.ReadRun(block, buffers.Planar, tallies);
            var planar = buffers.Planar.AsSpan(0, cells * cut.Channels);
            encoding.Normalise(planar, 0, cut.Channels);
            // One by one, so that what is turned is still at hand when it is summed up and written.
            for (int at = 0; at < cells; at += cut.BlockValues / cut.Channels)
            {
                var turned = buffers.Turned.Next(Math.Min(cut.BlockValues, (cells - at) * cut.Channels));
                var encoded = encoding.Encode(planar, cut.Channels, at, turned);
                buffers.Turned.Add(writer, sample, (long)cut.RowsOf(block).First * cut.Width + at, encoded.Length);
            }
        }
        buffers.Turned.Write(writer, wait: true);
        spare.Add(buffers);
    }
}
