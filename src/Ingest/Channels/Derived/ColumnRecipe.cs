using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Vapour in a column, or carried through it: (1/g) integral of q, or of q (u, v), over pressure by the trapezoid rule from 300 hPa to min(1000 hPa, surface),
/// components first, then their length (SCIENCE, Units).
/// </summary>
/// <remarks>
/// The integrand is linear in p between levels, so layers add up exactly. Below the last level above the ground it goes towards the level beneath, or keeps
/// that level's value where the level beneath is missing or, on hybrid levels, is the ground itself. A cell that misses a level above its surface is missing.
/// Without a surface pressure, levels that are missing at the bottom of a column are taken for ground.
/// </remarks>
/// <param name="axis">The levels and which of them the inputs are.</param>
/// <param name="isTransport">Whether the inputs of a level are q, u, v; else q alone.</param>
internal sealed class ColumnRecipe(ColumnAxis axis, bool isTransport) : IFieldRecipe
{
    /// <summary>Where the integral starts, in Pa.</summary>
    internal const double TopPa = 30000;

    /// <summary>Where it ends over the sea, in Pa.</summary>
    internal const double BottomPa = 100000;

    int Factors => isTransport ? 3 : 1;

    public string Formula => (isTransport ? "|integral of q (u, v) dp| / g" : "integral of q dp / g")
        + $" from 300 hPa to {(axis.HasSurface ? "min(1000 hPa, surface)" : "1000 hPa or the ground")}, trapezoid over {axis.Count} levels";

    public void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result)
    {
        int cells = grid.CellCount;
        float[] surface = new float[axis.HasSurface ? cells : 0];
        if (axis.HasSurface) inputs.Read(0, surface);
        float[][] read = [.. Enumerable.Range(0, Factors).Select(_ => new float[cells])];
        var columns = new ColumnIntegral[cells];
        for (int i = 0; i < cells; i++) columns[i] = new ColumnIntegral(axis.HasSurface ? surface[i] : double.NaN, axis.HasSurface);
        for (int level = 0; level < axis.Count; level++)
        {
            for (int factor = 0; factor < Factors; factor++) inputs.Read((axis.HasSurface ? 1 : 0) + level * Factors + factor, read[factor]);
            for (int i = 0; i < cells; i++)
            {
                double q = read[0][i], pressure = axis.PressurePa(level, axis.HasSurface ? surface[i] : double.NaN);
                if (isTransport) columns[i].Add(pressure, q * read[1][i], q * read[2][i]);
                else columns[i].Add(pressure, q, 0);
            }
        }
        for (int i = 0; i < cells; i++)
        {
            var (x, y) = columns[i].Total(axis.ReachesGround);
            result[i] = (float)((isTransport ? Math.Sqrt(x * x + y * y) : x) / PhysicalConversion.StandardGravity);
        }
    }
}
