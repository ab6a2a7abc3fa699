using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>What was written: the parts of the manifest that only writing can tell.</summary>
/// <param name="Shards">The shards in order.</param>
/// <param name="Channels">Statistics.</param>
/// <param name="Labelling">Shares of the classes.</param>
/// <param name="Objects">Storms in the object table.</param>
internal sealed record ShardSet(IReadOnlyList<ShardEntry> Shards, IReadOnlyList<ChannelStatistics> Channels, LabellingEntry Labelling, long Objects);
