namespace Rossby.Staging;

/// <summary>
/// In which order the samples of a split are used: a pure function of (seed, epoch, step), never of ranks, threads or what arrived first, so
/// that a run that is taken up anywhere sees what an undisturbed one would have seen.
/// </summary>
/// <remarks>
/// Every sample is used at most once an epoch. Where the count is no multiple of the batch size, the rest at the end of the epoch's permutation
/// is left out; it is another rest in every epoch. A set smaller than one batch is one smaller batch. Steps are counted within the epoch, and a
/// batch is the global one: ranks take their part of it.
/// </remarks>
public static class SampleOrder
{
    /// <summary>The samples [0, <paramref name="count"/>) in the order of an epoch (Fisher and Yates, in Durstenfeld's form).</summary>
    public static int[] Permutation(ulong seed, int epoch, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        // Mixed twice, so that (seed, epoch + 1) and (seed + 1, epoch) have nothing in common.
        var random = new SplitMix64(SplitMix64.Mix(SplitMix64.Mix(seed) + (ulong)epoch));
        int[] order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)random.Next((uint)i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    /// <summary>How many batches an epoch has: none for an empty set, else at least one.</summary>
    public static int StepsPerEpoch(int count, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return count == 0 ? 0 : Math.Max(1, count / batchSize);
    }

    /// <summary>The samples of every batch of an epoch, in order.</summary>
    public static IReadOnlyList<int[]> Batches(ulong seed, int epoch, int count, int batchSize)
    {
        int[] order = Permutation(seed, epoch, count);
        int[][] batches = new int[StepsPerEpoch(count, batchSize)][];
        for (int step = 0; step < batches.Length; step++) batches[step] = Cut(order, step, batchSize);
        return batches;
    }

    /// <summary>The samples of one batch: the same as <see cref="Batches"/> has at that step of the epoch.</summary>
    public static int[] Batch(ulong seed, int epoch, int step, int count, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, StepsPerEpoch(count, batchSize));
        return Cut(Permutation(seed, epoch, count), step, batchSize);
    }

    /// <summary>All samples in their own order, for validation and scores: nothing is left out, the last batch may be smaller.</summary>
    public static IReadOnlyList<int[]> InOrder(int count, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return [.. Enumerable.Range(0, count).Chunk(batchSize)];
    }

    static int[] Cut(int[] order, int step, int batchSize)
    {
        int start = step * batchSize;
        return order[start..Math.Min(start + batchSize, order.Length)];
    }
}
