using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Slices go round the ring of ranks, each adding its own; then the sums go round. 2 (p - 1) messages of 1/p of the vector: no rank sends less, but
/// the latency grows with the ranks. Slice s is added in the order of ranks s + 1, s + 2, ..., s.
/// </summary>
internal sealed unsafe class RingAllreduce : IAllreduce, IDisposable
{
    readonly ReducingExchange exchange = new();

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.Ring;

    /// <inheritdoc/>
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        int p = link.Size, rank = link.Rank, next = (rank + 1) % p, previous = (rank + p - 1) % p, size = type.Bytes();
        var slices = new Slices(count, p);
        for (int step = 0; step < p - 1; step++)
        {
            int given = (rank - step - 1 + 2 * p) % p, taken = (given + p - 1) % p;
            exchange.Run(link, next, At(given), slices.Length(given), previous, At(taken), slices.Length(taken), type);
        }
        // This rank now has the sum of its own slice.
        for (int step = 0; step < p - 1; step++)
        {
            int given = (rank - step + p) % p, taken = (given + p - 1) % p;
            nint incoming = link.Receive(previous, At(taken), slices.Length(taken) * size);
            nint outgoing = link.Send(next, At(given), slices.Length(given) * size);
            link.Wait(ref incoming, ref outgoing);
        }

        byte* At(int slice) => values + slices.Start(slice) * size;
    }

    /// <inheritdoc/>
    public void Dispose() => exchange.Dispose();
}
