using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Where a sample comes from.</summary>
/// <param name="Shard">The shard that holds it.</param>
/// <param name="IndexInShard">Its place along the shard's first dimension.</param>
/// <param name="Source">The file that its fields were read from.</param>
/// <param name="TimeValue">Its time in the manifest's units and calendar.</param>
public sealed record StagedSample(ShardEntry Shard, int IndexInShard, SourceEntry Source, double TimeValue);
