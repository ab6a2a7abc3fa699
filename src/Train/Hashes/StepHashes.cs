using System.Globalization;
using System.Text;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Train;

/// <summary>Hashes of the weights after a step, alike on every rank or the rank that is not is named.</summary>
/// <param name="model">The network.</param>
/// <param name="gradient">Knows its shards' hashes.</param>
/// <param name="communicator">The ranks.</param>
internal sealed class StepHashes(SegmentationModel model, IBatchGradient gradient, ICommunicator communicator)
{
    /// <summary>Takes the hashes of this moment; every rank calls it.</summary>
    /// <param name="step">Steps done.</param>
    /// <exception cref="DivergedException">The ranks' weights are not the same.</exception>
    public HashMetrics Take(long step)
    {
        string weights = Hex(model.Parameters.All.Select(p => p.Checksum()));
        RequireAgreement(step, Crc32C.Of(Encoding.ASCII.GetBytes(weights)));
        return new(step, communicator.Size, weights, gradient.ShardHashes is { } shards ? Hex(shards) : null);
    }

    void RequireAgreement(long step, uint mine)
    {
        long[] all = new long[communicator.Size];
        all[communicator.Rank] = mine;
        communicator.Allreduce(all, ReduceOperation.Sum);
        var byHash = all.Index().GroupBy(h => h.Item, h => h.Index).OrderByDescending(g => g.Count()).ToList();
        if (byHash.Count == 1) return;
        // Where no value has most ranks behind it, any of them may be the one that is wrong.
        bool tied = byHash[0].Count() == byHash[1].Count();
        throw new DivergedException(step, [.. byHash.Skip(tied ? 0 : 1).SelectMany(ranks => ranks).Order()]);
    }

    static string Hex(IEnumerable<uint> hashes) => string.Concat(hashes.Select(h => h.ToString("x8", CultureInfo.InvariantCulture)));
}
