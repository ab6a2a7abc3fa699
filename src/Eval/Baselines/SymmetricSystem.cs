namespace Rossby.Eval;

/// <summary>Solves A x = b for a symmetric positive semidefinite A by Cholesky's factorisation A = L L'.</summary>
internal static class SymmetricSystem
{
    /// <summary>The solution; a direction in which A is zero to rounding (an absent class, a constant channel) gets 0.</summary>
    /// <param name="matrix">A, [n, n] row-major; its lower triangle is read.</param>
    /// <param name="right">b, [n].</param>
    public static double[] Solve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> right)
    {
        int n = right.Length;
        var factor = new double[n * n];
        var solution = right.ToArray();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i * n + j];
                for (int k = 0; k < j; k++) sum -= factor[i * n + k] * factor[j * n + k];
                if (i == j) factor[i * n + i] = sum > 1e-12 * matrix[i * n + i] ? Math.Sqrt(sum) : 0;
                else factor[i * n + j] = factor[j * n + j] > 0 ? sum / factor[j * n + j] : 0;
            }
        }
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++) solution[i] -= factor[i * n + k] * solution[k];
            solution[i] = factor[i * n + i] > 0 ? solution[i] / factor[i * n + i] : 0;
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++) solution[i] -= factor[k * n + i] * solution[k];
            solution[i] = factor[i * n + i] > 0 ? solution[i] / factor[i * n + i] : 0;
        }
        return solution;
    }
}
