using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One shard to be written: samples of one split in time order.</summary>
/// <param name="File">Its path relative to the manifest.</param>
/// <param name="Split">The split.</param>
/// <param name="Samples">Indices of its samples in the source.</param>
internal sealed record ShardPlan(string File, string Split, IReadOnlyList<int> Samples)
{
    /// <summary>Cuts each split into shards of at most <paramref name="most"/> samples: training, validation, test.</summary>
    /// <param name="splits">Per sample of the source, in time order; null where dropped.</param>
    /// <param name="most">Samples in a shard.</param>
    internal static IReadOnlyList<ShardPlan> Of(IReadOnlyList<string?> splits, int most)
    {
        var plans = new List<ShardPlan>();
        foreach (string split in SplitName.All)
        {
            int[] samples = [.. Enumerable.Range(0, splits.Count).Where(i => splits[i] == split)];
            plans.AddRange(samples.Chunk(most).Select((chunk, k) => new ShardPlan($"shards/{split}-{k:D4}.h5", split, chunk)));
        }
        return plans;
    }
}
