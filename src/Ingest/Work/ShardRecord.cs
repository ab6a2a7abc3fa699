using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A finished shard: its line of the manifest, and what was found in its samples.</summary>
/// <param name="Entry">For the manifest.</param>
/// <param name="Samples">In the shard's order.</param>
internal sealed record ShardRecord(ShardEntry Entry, SampleRecord[] Samples);
