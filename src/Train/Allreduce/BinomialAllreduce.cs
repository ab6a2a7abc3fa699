using System.Numerics;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Up a binomial tree to rank 0 and down again: 2 log2 p messages of the whole vector, the fewest there can be, which suits short vectors. At each level
/// a rank adds what the rank 1, 2, 4, ... above it has gathered.
/// </summary>
internal sealed unsafe class BinomialAllreduce : IAllreduce, IDisposable
{
    readonly ReducingExchange exchange = new();

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.Tree;

    /// <inheritdoc/>
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        int p = link.Size, rank = link.Rank;
        long bytes = count * type.Bytes();
        // The distance at which this rank hands its part up; rank 0 never does.
        int up = rank == 0 ? (int)BitOperations.RoundUpToPowerOf2((uint)p) : rank & -rank;
        for (int distance = 1; distance < up && rank + distance < p; distance *= 2)
            exchange.Run(link, -1, null, 0, rank + distance, values, count, type);
        if (rank != 0)
        {
            exchange.Run(link, rank - up, values, count, -1, null, 0, type);
            nint incoming = link.Receive(rank - up, values, bytes);
            link.Wait(ref incoming);
        }
        for (int distance = up / 2; distance >= 1; distance /= 2)
        {
            if (rank + distance >= p) continue;
            nint outgoing = link.Send(rank + distance, values, bytes);
            link.Wait(ref outgoing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => exchange.Dispose();
}
