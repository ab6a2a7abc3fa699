namespace Rossby.Core;

/// <summary>The one-to-one assignment of least cost (the Hungarian method as Jonker and Volgenant 1987 shorten it, O(n^3)).</summary>
public static class Assignment
{
    // Above the sum of any real costs, and small enough to leave them their digits.
    const double Forbidden = 1e9;

    /// <summary>Pairs rows with columns: first as many as may be, then at the least cost.</summary>
    /// <param name="cost">[rows, columns], each below 1e6; infinity where the two must not be paired.</param>
    /// <returns>The column of each row, or -1.</returns>
    public static int[] Solve(double[,] cost)
    {
        int rows = cost.GetLength(0), columns = cost.GetLength(1), n = Math.Max(rows, columns);
        double Cost(int row, int column) => row < rows && column < columns && double.IsFinite(cost[row, column]) ? cost[row, column] : Forbidden;
        // Numbered from 1: 0 stands for none.
        double[] rowPotential = new double[n + 1], columnPotential = new double[n + 1];
        int[] rowOf = new int[n + 1], previous = new int[n + 1];
        for (int row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            int column = 0;
            double[] least = new double[n + 1];
            Array.Fill(least, double.PositiveInfinity);
            bool[] used = new bool[n + 1];
            do
            {
                used[column] = true;
                double step = double.PositiveInfinity;
                int next = 0;
                for (int j = 1; j <= n; j++)
                {
                    if (used[j]) continue;
                    double reduced = Cost(rowOf[column] - 1, j - 1) - rowPotential[rowOf[column]] - columnPotential[j];
                    if (reduced < least[j]) (least[j], previous[j]) = (reduced, column);
                    if (least[j] < step) (step, next) = (least[j], j);
                }
                for (int j = 0; j <= n; j++)
                {
                    if (used[j]) (rowPotential[rowOf[j]], columnPotential[j]) = (rowPotential[rowOf[j]] + step, columnPotential[j] - step);
                    else least[j] -= step;
                }
                column = next;
            }
            while (rowOf[column] != 0);
            for (; column != 0; column = previous[column]) rowOf[column] = rowOf[previous[column]];
        }
        var result = new int[rows];
        Array.Fill(result, -1);
        for (int j = 1; j <= columns; j++)
            if (rowOf[j] <= rows && double.IsFinite(cost[rowOf[j] - 1, j - 1])) result[rowOf[j] - 1] = j - 1;
        return result;
    }
}
