using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// The upper levels of the pairwise tree: a power of two of ranks add their vectors, neighbours first. Each level halves what a rank still adds
/// (reduce-scatter by doubling of the distance), then the parts go back the same way: each rank sends 2 (N - 1) / N of a vector.
/// </summary>
/// <param name="communicator">The ranks.</param>
/// <param name="length">Elements of a vector.</param>
internal sealed class TreeAllreduce(ICommunicator communicator, int length)
{
    readonly float[] taken = new float[communicator.Size == 1 ? 0 : (length + 1) / 2];

    /// <summary>Leaves the sum on every rank.</summary>
    public void Sum(Span<float> vector)
    {
        var parts = new Stack<(int Peer, Range Mine, Range Theirs)>();
        int start = 0, count = length;
        for (int distance = 1; distance < communicator.Size; distance *= 2)
        {
            int peer = communicator.Rank ^ distance, middle = start + count / 2;
            Range lower = start..middle, upper = middle..(start + count);
            var (mine, theirs) = communicator.Rank < peer ? (lower, upper) : (upper, lower);
            var kept = vector[mine];
            var added = taken.AsSpan(0, kept.Length);
            Exchange(peer, vector[theirs], added);
            VectorSum.AddTo(kept, added);
            parts.Push((peer, mine, theirs));
            (start, count) = mine.GetOffsetAndLength(length);
        }
        foreach (var (peer, mine, theirs) in parts) Exchange(peer, vector[mine], vector[theirs]);
    }

    void Exchange(int peer, Span<float> given, Span<float> into) => communicator.Exchange(peer, MemoryMarshal.AsBytes(given), MemoryMarshal.AsBytes(into));
}
