using System.Numerics;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Rabenseifner's algorithm: pairs at distance 1, 2, 4, ... halve the vector between them and add; then they double it back. 2 log2 p messages, as few
/// bytes as the ring where p is a power of two. Else the first ranks above that power fold into their neighbours before, and are told after.
/// Source: R. Thakur, R. Rabenseifner, W. Gropp: Optimization of collective communication operations in MPICH (2005), section 4.
/// </summary>
internal sealed unsafe class HalvingDoublingAllreduce : IAllreduce, IDisposable
{
    readonly ReducingExchange exchange = new();

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.HalvingDoubling;

    /// <inheritdoc/>
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        int p = link.Size, rank = link.Rank, size = type.Bytes();
        int power = 1 << BitOperations.Log2((uint)p), extra = p - power;
        // Of the first 2 extra ranks the even ones go on for two.
        bool folded = rank < 2 * extra, absent = folded && rank % 2 == 1;
        if (absent)
        {
            exchange.Run(link, rank - 1, values, count, -1, null, 0, type);
            nint incoming = link.Receive(rank - 1, values, count * size);
            link.Wait(ref incoming);
            return;
        }
        if (folded) exchange.Run(link, -1, null, 0, rank + 1, values, count, type);
        int me = folded ? rank / 2 : rank - extra;
        HalveAndDouble(link, values, count, type, me, power, extra);
        if (!folded) return;
        nint outgoing = link.Send(rank + 1, values, count * size);
        link.Wait(ref outgoing);
    }

    /// <inheritdoc/>
    public void Dispose() => exchange.Dispose();

    void HalveAndDouble(IPointToPoint link, byte* values, long count, ElementType type, int me, int power, int extra)
    {
        int size = type.Bytes();
        var slices = new Slices(count, power);
        // Slices [first, first + width) are this rank's to gather.
        int first = 0, width = power;
        for (int distance = power / 2; distance >= 1; distance /= 2)
        {
            width /= 2;
            int kept = (me & distance) == 0 ? first : first + width, given = (me & distance) == 0 ? first + width : first;
            int peer = RankOf(me ^ distance);
            exchange.Run(link, peer, At(given), Count(given, width), peer, At(kept), Count(kept, width), type);
            first = kept;
        }
        for (int distance = 1; distance < power; distance *= 2)
        {
            int peer = RankOf(me ^ distance), theirs = (me & distance) == 0 ? first + width : first - width;
            nint incoming = link.Receive(peer, At(theirs), Count(theirs, width) * size);
            nint outgoing = link.Send(peer, At(first), Count(first, width) * size);
            link.Wait(ref incoming, ref outgoing);
            first = Math.Min(first, theirs);
            width *= 2;
        }

        int RankOf(int member) => member < extra ? 2 * member : member + extra;
        byte* At(int slice) => values + slices.Start(slice) * size;
        long Count(int slice, int slicesWide) => slices.Start(slice + slicesWide) - slices.Start(slice);
    }
}
