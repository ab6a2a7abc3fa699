namespace Rossby.Core;

/// <summary>
/// Takes fields from one grid of parallels and meridians to another (SCIENCE, Regridding): each target cell is a weighted mean of source cells. Missing
/// cells are left out and the rest reweighted; less than half of the weight valid is missing.
/// </summary>
public sealed class Regridding
{
    const double CoarsestForBilinear = 1.5, LeastValid = 0.5;

    // Shares that sum up to a half but for their last bits are a half.
    const double Rounding = 1e-9;

    readonly AxisWeights rows, columns;

    Regridding(LatLonGrid source, LatLonGrid target, string method, AxisWeights rows, AxisWeights columns) =>
        (Source, Target, Method, this.rows, this.columns) = (source, target, method, rows, columns);

    /// <summary>The grid that fields come from.</summary>
    public LatLonGrid Source { get; }

    /// <summary>The grid that they go to.</summary>
    public LatLonGrid Target { get; }

    /// <summary><c>bilinear</c> or <c>conservative</c>.</summary>
    public string Method { get; }

    /// <summary>Bilinear where the target's spacing is at most 1.5 times the source's in both directions, else first-order conservative.</summary>
    public static Regridding Choose(LatLonGrid source, LatLonGrid target)
    {
        bool fine = target.LatitudeSpacingDeg <= CoarsestForBilinear * source.LatitudeSpacingDeg
            && target.LongitudeSpacingDeg <= CoarsestForBilinear * source.LongitudeSpacingDeg;
        return fine ? Bilinear(source, target) : Conservative(source, target);
    }

    /// <summary>Interpolates between cell centres.</summary>
    public static Regridding Bilinear(LatLonGrid source, LatLonGrid target) =>
        new(source, target, "bilinear", BilinearWeights.OfRows(source, target), BilinearWeights.OfColumns(source, target));

    /// <summary>Averages over the area of each target cell: the integral over the sphere is kept where nothing is missing.</summary>
    public static Regridding Conservative(LatLonGrid source, LatLonGrid target) =>
        new(source, target, "conservative", OverlapWeights.OfRows(source, target), OverlapWeights.OfColumns(source, target));

    /// <summary>Regrids one field.</summary>
    /// <param name="field">[H, W] of the source, NaN where missing; cell i at i x <paramref name="stride"/> + <paramref name="offset"/>.</param>
    /// <param name="result">Receives [H, W] of the target at the same stride and offset.</param>
    /// <param name="offset">Of the first cell in both.</param>
    /// <param name="stride">Between cells in both.</param>
    public void Apply(ReadOnlySpan<float> field, Span<float> result, int offset = 0, int stride = 1)
    {
        if (field.Length != Source.CellCount * stride || result.Length != Target.CellCount * stride)
            throw new ArgumentException($"Regridding: expected {Source.CellCount} and {Target.CellCount} cells times {stride}, got {field.Length} and {result.Length}.");
        var sums = new double[Source.Height * Target.Width];
        var valid = new double[sums.Length];
        AlongRows(field, offset, stride, sums, valid);
        for (int row = 0; row < Target.Height; row++)
        {
            var weights = rows.Of(row);
            for (int column = 0; column < Target.Width; column++)
            {
                double sum = 0, weight = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    int at = rows.Source(row, k) * Target.Width + column;
                    sum += weights[k] * sums[at];
                    weight += weights[k] * valid[at];
                }
                result[(row * Target.Width + column) * stride + offset] = weight >= LeastValid - Rounding ? (float)(sum / weight) : float.NaN;
            }
        }
    }

    // First along longitude, from [H, W] to [H, target W]: sums of weighted values, and of the weights of those that are there.
    void AlongRows(ReadOnlySpan<float> field, int offset, int stride, double[] sums, double[] valid)
    {
        for (int row = 0; row < Source.Height; row++)
        {
            for (int column = 0; column < Target.Width; column++)
            {
                var weights = columns.Of(column);
                double sum = 0, weight = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    float value = field[(row * Source.Width + columns.Source(column, k)) * stride + offset];
                    if (float.IsNaN(value)) continue;
                    sum += weights[k] * value;
                    weight += weights[k];
                }
                sums[row * Target.Width + column] = sum;
                valid[row * Target.Width + column] = weight;
            }
        }
    }
}
