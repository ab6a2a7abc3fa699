using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The rows of a field, each sorted once, so that a percentile of the field times any factor by latitude is found without sorting again.
/// </summary>
internal sealed class SortedRows
{
    readonly int width;
    readonly float[] sorted;
    readonly int[] valid;

    /// <summary>Sorts the rows; missing cells (NaN) are left out.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="field">[H, W].</param>
    internal SortedRows(LatLonGrid grid, ReadOnlySpan<float> field)
    {
        width = grid.Width;
        sorted = field.ToArray();
        valid = new int[grid.Height];
        for (int row = 0; row < grid.Height; row++)
        {
            var values = sorted.AsSpan(row * width, width);
            values.Sort();

            // NaN sorts first.
            int missing = 0;
            while (missing < width && float.IsNaN(values[missing])) missing++;
            values[missing..].CopyTo(values);
            valid[row] = width - missing;
            Count += valid[row];
        }
    }

    /// <summary>Cells that are not missing.</summary>
    internal int Count { get; }

    /// <summary>The least value of each row whose product with the row's factor reaches the given percentile of all products.</summary>
    /// <remarks>Percentile as numpy and TECA define it: linear between the two neighbours of rank (n - 1) p / 100; no weights (teca_binary_segmentation).</remarks>
    /// <param name="percentile">In [0, 100].</param>
    /// <param name="factor">[H] not negative.</param>
    /// <param name="least">Receives [H]; positive infinity where no cell of the row reaches it.</param>
    internal void LeastAtPercentile(double percentile, ReadOnlySpan<float> factor, Span<float> least)
    {
        double position = (Count - 1) * (percentile / 100);
        int rank = Math.Min((int)position, Count - 1);
        var (below, above) = Neighbours(rank, factor);
        double threshold = below + (above - (double)below) * (position - rank);
        for (int row = 0; row < valid.Length; row++)
        {
            int first = FirstAbove(row, factor[row], threshold, 0, valid[row], inclusive: true);
            least[row] = first < valid[row] ? sorted[row * width + first] : float.PositiveInfinity;
        }
    }

    // The products of that rank and of the next, by halving the range of float's ordered bit patterns; each row's bounds close in with it.
    (float Below, float Above) Neighbours(int rank, ReadOnlySpan<float> factor)
    {
        int[] from = new int[valid.Length], to = (int[])valid.Clone(), middle = new int[valid.Length];
        int low = OrderedBits.Of(float.NegativeInfinity), high = OrderedBits.Of(float.PositiveInfinity);
        while (low < high)
        {
            int candidate = (int)(((long)low + high) >> 1);
            double value = OrderedBits.Value(candidate);
            long count = 0;
            for (int row = 0; row < valid.Length; row++)
            {
                middle[row] = from[row] == to[row] ? from[row] : FirstAbove(row, factor[row], value, from[row], to[row], inclusive: false);
                count += middle[row];
            }
            bool enough = count > rank;
            middle.CopyTo(enough ? to : from, 0);
            if (enough) high = candidate;
            else low = candidate + 1;
        }
        float below = OrderedBits.Value(low);
        float above = float.PositiveInfinity;
        long atMost = 0;
        for (int row = 0; row < valid.Length; row++)
        {
            int first = FirstAbove(row, factor[row], below, 0, valid[row], inclusive: false);
            atMost += first;
            if (first < valid[row]) above = Math.Min(above, factor[row] * sorted[row * width + first]);
        }
        return (below, atMost > rank + 1 || atMost == Count ? below : above);
    }

    // Index of the row's first cell whose product is above the value (or equal to it), within [from, to].
    int FirstAbove(int row, float factor, double value, int from, int to, bool inclusive)
    {
        var values = sorted.AsSpan(row * width, valid[row]);
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            double product = factor * values[middle];
            if (inclusive ? product >= value : product > value) to = middle;
            else from = middle + 1;
        }
        return from;
    }
}
