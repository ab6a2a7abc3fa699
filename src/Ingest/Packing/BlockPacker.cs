using System.Collections.Concurrent;

namespace Rossby.Ingest;

/// <summary>Packs samples that are stored as they are: blocks of rows with all their channels, turned channels last.</summary>
internal sealed class BlockPacker(SampleReading reading, SampleEncoding encoding) : ISamplePacker
{
    /// <summary>Blocks of a part.</summary>
    const int BlocksAtATime = 32;

    readonly ConcurrentBag<(float[] Planar, float[] Turned)> spare = [];

    public int Parts => (reading.Blocks.Count + BlocksAtATime - 1) / BlocksAtATime;

    public void Pack(SampleRows rows, Range parts, BlockTallies tallies, ShardWriter writer, int sample)
    {
        var cut = reading.Blocks;
        if (!spare.TryTake(out var buffers)) buffers = (new float[cut.RunValues], new float[cut.RunValues]);
        var (first, count) = parts.GetOffsetAndLength(Parts);
        for (int block = first * BlocksAtATime; block < Math.Min((first + count) * BlocksAtATime, cut.Count); block += cut.BlocksOfRun)
        {
            int cells = rows.ReadRun(block, buffers.Planar, tallies);
            var planar = buffers.Planar.AsSpan(0, cells * cut.Channels);
            writer.WriteValues(sample, (long)cut.RowsOf(block).First * cut.Width, encoding.Encode(planar, 0, cut.Channels, buffers.Turned));
        }
        spare.Add(buffers);
    }
}
