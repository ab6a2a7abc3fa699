using System.Diagnostics;
using System.Runtime.CompilerServices;
using Rossby.Core;
using static Rossby.Train.NodeBoard;

namespace Rossby.Train;

/// <summary>
/// Inside a node ranks put their parts side by side in shared memory and each sums one slice; slices cross the nodes at the same time, each between the
/// ranks of the same place; then every rank takes the whole. All in chunks, several on their way, so that memory and network work at once. A node
/// sends no more than if it were one rank. A slice is added in the order of local ranks, then as <see cref="NodeCrossing"/> says.
/// </summary>
internal sealed unsafe class HierarchicalAllreduce : IAllreduce, IDisposable
{
    // What is summed by and by before it goes past the caches.
    const int BlockBytes = 8 << 10;
    // Of less, what comes between copies counts for more than they do.
    const long LeastStreamedBytes = 64 << 10;

    readonly NodeCrossing[] crossings = [.. Enumerable.Range(0, Slots).Select(tag => new NodeCrossing(tag + 1))];
    readonly StreamingChoice choice = new();
    // What this rank has copied and added the chunk of each slot in.
    readonly long[] ticks = new long[Slots];
    readonly Scratch block = new();
    NodeBoard? board;
    // Chunks of all sums so far: counters never go back.
    long before;

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.Hierarchical;

    /// <summary>Payload that this rank has sent to other nodes, in bytes.</summary>
    public long SentBytes => crossings.Sum(c => c.SentBytes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        board ??= new NodeBoard(link);
        var topology = link.Topology;
        int size = type.Bytes(), me = topology.Mine.LocalRank, locals = topology.LocalRanks.Length;
        // Every node must have a peer for each slice.
        int slicers = topology.Nodes.Min(n => n.Length);
        long chunk = board.ChunkBytes / size, chunks = (count + chunk - 1) / chunk, end = before + chunks;
        long put = before, summing = before, summed = before, taken = before;
        var patience = default(Patience);
        while (taken < end)
        {
            bool moved = false;
            if (put < end && board.Reached(Progress.Out, locals, put - Slots + 1))
            {
                long start = Stopwatch.GetTimestamp();
                if (Streams(put))
                {
                    StreamingCopy.Copy(board.Part(put, me), At(put), Length(put) * size);
                    StreamingCopy.Fence();
                }
                else Buffer.MemoryCopy(At(put), board.Part(put, me), board.ChunkBytes, Length(put) * size);
                ticks[put % Slots] = Stopwatch.GetTimestamp() - start;
                board.Publish(Progress.In, me, ++put);
                moved = true;
            }
            if (summing < put && board.Reached(Progress.In, locals, summing + 1))
            {
                if (me < slicers)
                {
                    long start = Stopwatch.GetTimestamp();
                    var slices = new Slices(Length(summing), slicers);
                    byte* sum = SumSlice(summing, slices.Start(me) * size, slices.Length(me), locals, Streams(summing), type);
                    ticks[summing % Slots] += Stopwatch.GetTimestamp() - start;
                    crossings[summing % Slots].Start(link, sum, slices.Length(me), type);
                }
                summing++;
                moved = true;
            }
            // Chunks on their way are moved on all, and told in order.
            for (long k = summed; k < summing; k++)
            {
                bool crossed = me >= slicers || crossings[k % Slots].Advance(link);
                if (!crossed || k > summed) continue;
                board.Publish(Progress.Summed, me, ++summed);
                moved = true;
            }
            if (taken < summed && board.Reached(Progress.Summed, slicers, taken + 1))
            {
                long start = Stopwatch.GetTimestamp();
                Buffer.MemoryCopy(board.Sum(taken), At(taken), Length(taken) * size, Length(taken) * size);
                if (me == 0 && MayStream(taken))
                {
                    choice.Took(board.Streams(taken), (ticks[taken % Slots] + Stopwatch.GetTimestamp() - start) / (double)(Length(taken) * size));
                    board.Stream(taken + Slots, choice.Next());
                }
                board.Publish(Progress.Out, me, ++taken);
                moved = true;
            }
            if (moved) patience = default;
            else link.Pause(ref patience);
        }
        before = end;

        bool MayStream(long k) => locals > 1 && Length(k) * size >= LeastStreamedBytes;
        bool Streams(long k) => MayStream(k) && board.Streams(k);
        byte* At(long k) => values + (k - before) * chunk * size;
        long Length(long k) => Math.Min(chunk, count - (k - before) * chunk);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var crossing in crossings) crossing.Dispose();
        board?.Dispose();
        block.Dispose();
    }

    byte* SumSlice(long chunk, long at, long count, int locals, bool streams, ElementType type)
    {
        long bytes = count * type.Bytes();
        byte* sum = board!.Sum(chunk) + at;
        if (locals == 1) Buffer.MemoryCopy(board.Part(chunk, 0) + at, sum, bytes, bytes);
        else if (!streams) SumParts(chunk, at, sum, count, locals, type);
        else
        {
            byte* part = block.Take(BlockBytes);
            for (long done = 0; done < bytes; done += BlockBytes)
            {
                long some = Math.Min(BlockBytes, bytes - done);
                SumParts(chunk, at + done, part, some / type.Bytes(), locals, type);
                StreamingCopy.Copy(sum + done, part, some);
            }
            StreamingCopy.Fence();
        }
        return sum;
    }

    void SumParts(long chunk, long at, byte* sum, long count, int locals, ElementType type)
    {
        ElementSum.Add(sum, board!.Part(chunk, 0) + at, board.Part(chunk, 1) + at, count, type);
        for (int local = 2; local < locals; local++) ElementSum.Add(sum, board.Part(chunk, local) + at, count, type);
    }
}
