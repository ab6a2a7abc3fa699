using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>What all shards of a set have in common.</summary>
/// <param name="Soft">For each labelling, whether it has soft labels.</param>
/// <param name="Type">How values are stored.</param>
/// <param name="Channels">The channels in order.</param>
/// <param name="Grid">The grid.</param>
/// <param name="Normalisation">Mean and standard deviation by channel, for fp16 and bf16; null for fp32.</param>
/// <param name="TimeUnits">CF units of times.</param>
/// <param name="Calendar">CF calendar of times.</param>
/// <param name="DeflateLevel">How much work goes into deflate; null where samples are not deflated.</param>
internal sealed record ShardLayout(
    IReadOnlyList<bool> Soft, ElementType Type, IReadOnlyList<SourceChannel> Channels, LatLonGrid Grid, (double Mean, double StandardDeviation)[]? Normalisation, string TimeUnits, string Calendar,
    int? DeflateLevel = null)
{
    // Superblock, headers, attributes and the gaps of alignment.
    const long Overhead = 64 << 10;

    /// <summary>Bytes of a sample's values and labels.</summary>
    internal long SampleBytes => Grid.CellCount * (Channels.Count * (long)Type.Bytes() + Soft.Sum(soft => soft ? 1L + SegmentationClass.Count * sizeof(float) : 1L));

    /// <summary>Bytes that a shard of so many samples takes at most, where they are not deflated.</summary>
    internal long Bytes(long samples) =>
        samples * SampleBytes + 8L * (samples + Grid.Height + Grid.Width) + Overhead;
}
