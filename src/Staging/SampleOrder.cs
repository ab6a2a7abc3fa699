namespace Rossby.Staging;

/// <summary>
/// In which order the samples of a split are used: a pure function of (seed, epoch, step), never of ranks, threads or what arrived first, so
/// that a run that is taken up anywhere sees what an undisturbed one would have seen.
/// </summary>
/// <remarks>
/// The epochs' permutations follow one another as one endless stream, of which a step takes the next batch: a batch may span two epochs, so none is
/// smaller than the others, and every sample is used equally often. A batch is the global one: ranks take their part of it.
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

    /// <summary>The samples of every step from <paramref name="firstStep"/> on, without end; none for an empty set.</summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="count">Samples of the split.</param>
    /// <param name="batchSize">Samples in a step.</param>
    /// <param name="firstStep">Steps before the first that is given, counted from the run's beginning.</param>
    public static IEnumerable<int[]> Batches(ulong seed, int count, int batchSize, long firstStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        return count == 0 ? [] : Stream(seed, count, batchSize, firstStep);
    }

    /// <summary>All samples in their own order, for validation and scores: nothing is left out, the last batch may be smaller.</summary>
    public static IReadOnlyList<int[]> InOrder(int count, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return [.. Enumerable.Range(0, count).Chunk(batchSize)];
    }

    static IEnumerable<int[]> Stream(ulong seed, int count, int batchSize, long firstStep)
    {
        var (epoch, place) = Math.DivRem(firstStep * batchSize, count);
        int[] order = Permutation(seed, checked((int)epoch), count);
        while (true)
        {
            int[] batch = new int[batchSize];
            for (int slot = 0; slot < batchSize; slot++)
            {
                if (place == count) (order, place) = (Permutation(seed, checked((int)++epoch), count), 0);
                batch[slot] = order[place++];
            }
            yield return batch;
        }
    }
}
