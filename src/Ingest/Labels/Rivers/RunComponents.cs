using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// 8-connected components of the cells at or above a threshold of their row, as runs along the rows: many thresholds of one field cost little more than
/// comparing its cells. Across the seam on a global grid, never across a pole.
/// </summary>
internal sealed class RunComponents
{
    readonly LatLonGrid grid;
    readonly int[] ordered;
    readonly int[] votes;
    readonly List<Run> runs = [];

    record struct Run(int Row, int Start, int End, int Parent, double AreaKm2);

    /// <param name="grid">The grid.</param>
    /// <param name="field">[H, W], NaN where missing: in no component.</param>
    internal RunComponents(LatLonGrid grid, ReadOnlySpan<float> field)
    {
        this.grid = grid;
        ordered = new int[field.Length];
        for (int i = 0; i < ordered.Length; i++) ordered[i] = OrderedBits.Of(field[i]);

        // Where votes begin and end along a row: one column more than cells.
        votes = new int[grid.Height * (grid.Width + 1)];
    }

    /// <summary>Gives one vote to each cell of the components of at least that area.</summary>
    /// <param name="least">[H] the least value of each row's cells.</param>
    /// <param name="minimumAreaKm2">Smaller components get none.</param>
    internal void Vote(ReadOnlySpan<float> least, double minimumAreaKm2)
    {
        runs.Clear();
        int previous = 0;
        for (int row = 0; row < grid.Height; row++)
        {
            int first = runs.Count;
            FindRuns(row, OrderedBits.Of(least[row]));
            Join(previous, first, runs.Count);
            previous = first;
        }
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(runs);
        for (int i = 0; i < all.Length; i++)
        {
            int root = Root(i);
            if (root != i) all[root].AreaKm2 += all[i].AreaKm2;
        }
        for (int i = 0; i < all.Length; i++)
        {
            if (all[Root(i)].AreaKm2 < minimumAreaKm2) continue;
            votes[all[i].Row * (grid.Width + 1) + all[i].Start]++;
            votes[all[i].Row * (grid.Width + 1) + all[i].End]--;
        }
    }

    /// <summary>The votes of each cell [H, W].</summary>
    internal int[] Votes()
    {
        int[] total = new int[grid.CellCount];
        for (int row = 0; row < grid.Height; row++)
        {
            int sum = 0;
            for (int column = 0; column < grid.Width; column++)
            {
                sum += votes[row * (grid.Width + 1) + column];
                total[row * grid.Width + column] = sum;
            }
        }
        return total;
    }

    void FindRuns(int row, int least)
    {
        ReadOnlySpan<int> cells = ordered.AsSpan(row * grid.Width, grid.Width);
        for (int start = 0; start < cells.Length;)
        {
            int to = cells[start..].IndexOfAnyInRange(least, int.MaxValue);
            if (to < 0) return;
            start += to;
            int length = cells[start..].IndexOfAnyExceptInRange(least, int.MaxValue), end = length < 0 ? cells.Length : start + length;
            runs.Add(new Run(row, start, end, runs.Count, (end - start) * grid.RowCellAreaKm2[row]));
            start = end;
        }
    }

    // Joins the runs of a row, [first, end), with those of the row before, [previous, first).
    void Join(int previous, int first, int end)
    {
        for (int above = first, below = previous; above < end && below < first;)
        {
            // Half-open runs touch, by a side or a corner, where neither begins after the other's end.
            if (runs[above].Start <= runs[below].End && runs[below].Start <= runs[above].End) Unite(above, below);
            if (runs[above].End < runs[below].End) above++;
            else below++;
        }
        if (!grid.IsGlobal) return;
        JoinAcrossSeam(first, end, first, end);
        JoinAcrossSeam(first, end, previous, first);
        JoinAcrossSeam(previous, first, first, end);
    }

    void JoinAcrossSeam(int westFrom, int westTo, int eastFrom, int eastTo)
    {
        if (westFrom == westTo || eastFrom == eastTo) return;
        if (runs[westTo - 1].End == grid.Width && runs[eastFrom].Start == 0) Unite(westTo - 1, eastFrom);
    }

    void Unite(int a, int b)
    {
        int low = Root(a), high = Root(b);
        if (low == high) return;
        if (low > high) (low, high) = (high, low);
        runs[high] = runs[high] with { Parent = low };
    }

    int Root(int run)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(runs);
        while (all[run].Parent != run)
        {
            all[run].Parent = all[all[run].Parent].Parent;
            run = all[run].Parent;
        }
        return run;
    }
}
