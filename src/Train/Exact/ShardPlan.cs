using System.Numerics;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// How a batch is cut into shards, the leaves of a pairwise tree of sums, and which of them a rank makes: equal contiguous ranges that are whole
/// subtrees, so that the tree, and with it every bit of the sum, is the same at any number of ranks.
/// </summary>
internal sealed record ShardPlan
{
    /// <summary>Plans.</summary>
    /// <param name="config">The batch and, if it says, the shards.</param>
    /// <param name="rank">This rank.</param>
    /// <param name="ranks">All of them.</param>
    /// <exception cref="ConfigException">No equal subtrees can be given to that many ranks.</exception>
    public ShardPlan(TrainConfig config, int rank, int ranks)
    {
        Shards = config.BatchShards ?? Math.Min(8, 1 << BitOperations.TrailingZeroCount(config.BatchSize));
        SamplesPerShard = config.BatchSize / Shards;
        if (!BitOperations.IsPow2(ranks) || ranks > Shards)
        {
            string fit = string.Join(", ", Enumerable.Range(0, BitOperations.Log2((uint)Shards) + 1).Select(i => 1 << i));
            throw new ConfigException([$"$.train.batchShards: {ranks} ranks cannot be given equal subtrees of {Shards} shards; these numbers of ranks can: {fit}."]);
        }
        Count = Shards / ranks;
        First = rank * Count;
    }

    /// <summary>Shards of the whole batch, a power of two.</summary>
    public int Shards { get; }

    /// <summary>Samples in each.</summary>
    public int SamplesPerShard { get; }

    /// <summary>The first shard of this rank.</summary>
    public int First { get; }

    /// <summary>Shards of this rank, a power of two.</summary>
    public int Count { get; }
}
