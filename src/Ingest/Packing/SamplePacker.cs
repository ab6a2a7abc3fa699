using System.Collections.Concurrent;

namespace Rossby.Ingest;

/// <summary>Reads blocks of a sample, counts them, turns them channels last, encodes them and writes them. Safe from several threads.</summary>
internal sealed class SamplePacker(SampleReading reading, SampleEncoding encoding)
{
    readonly ConcurrentBag<(float[] Planar, float[] Turned)> spare = [];

    /// <summary>Packs blocks of one sample.</summary>
    /// <param name="rows">The sample.</param>
    /// <param name="blocks">Which of its blocks.</param>
    /// <param name="tallies">Counts them.</param>
    /// <param name="writer">Takes them.</param>
    /// <param name="sample">The sample's place in the writer's shard.</param>
    internal void Pack(SampleRows rows, Range blocks, BlockTallies tallies, ShardWriter writer, int sample)
    {
        var cut = reading.Blocks;
        if (!spare.TryTake(out var buffers)) buffers = (new float[cut.Values], new float[cut.Values]);
        var (first, count) = blocks.GetOffsetAndLength(cut.Count);
        for (int block = first; block < first + count; block++)
        {
            int cells = rows.Read(block, buffers.Planar);
            var planar = buffers.Planar.AsSpan(0, cells * cut.Channels);
            tallies.Count(block, planar);
            writer.WriteValues(sample, (long)cut.RowsOf(block).First * cut.Width, encoding.Encode(planar, cut.Channels, buffers.Turned));
        }
        spare.Add(buffers);
    }
}
