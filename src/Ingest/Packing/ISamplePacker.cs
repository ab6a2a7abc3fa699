namespace Rossby.Ingest;

/// <summary>Reads the values of a sample, counts, encodes and writes them, in parts that follow from how shards are stored. Safe from several threads.</summary>
internal interface ISamplePacker
{
    /// <summary>Parts of a sample, each enough to be worth opening files for.</summary>
    int Parts { get; }

    /// <summary>Packs parts of one sample, in order.</summary>
    /// <param name="rows">The sample.</param>
    /// <param name="parts">Which of its parts.</param>
    /// <param name="tallies">Counts them.</param>
    /// <param name="writer">Takes them.</param>
    /// <param name="sample">The sample's place in the writer's shard.</param>
    void Pack(SampleRows rows, Range parts, BlockTallies tallies, ShardWriter writer, int sample);
}
