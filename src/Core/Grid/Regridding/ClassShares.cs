namespace Rossby.Core;

/// <summary>Labels on a coarser or finer grid: shares of classes in each cell, and the hard label that keeps each class's area (SCIENCE, Regridding).</summary>
/// <param name="Shares">[H, W, classes]: area shares of the classes in the valid part of each cell; NaN where less than half of it is valid.</param>
/// <param name="Labels">[H, W]: the hard label.</param>
/// <param name="ShareAreaKm2">By class, of the shares: what the class covered on the source's grid, as far as the target shows it.</param>
/// <param name="LabelAreaKm2">By class, of the hard label.</param>
public sealed record ClassShares(float[] Shares, byte[] Labels, IReadOnlyList<double> ShareAreaKm2, IReadOnlyList<double> LabelAreaKm2)
{
    /// <summary>Regrids labels. Cyclones choose their cells first: they go over rivers everywhere else too.</summary>
    /// <param name="conservative">The operator; bilinear weights are no areas.</param>
    /// <param name="labels">[H, W] of the source: 0, 1, 2, or 255 where undecided.</param>
    public static ClassShares Of(Regridding conservative, ReadOnlySpan<byte> labels)
    {
        LatLonGrid source = conservative.Source, target = conservative.Target;
        float[] shares = new float[target.CellCount * SegmentationClass.Count], one = new float[source.CellCount], regridded = new float[target.CellCount];
        var areas = new double[SegmentationClass.Count];
        for (int k = 0; k < SegmentationClass.Count; k++)
        {
            for (int i = 0; i < one.Length; i++)
                one[i] = labels[i] == SegmentationClass.Ignore ? float.NaN : labels[i] == k ? 1 : 0;
            conservative.Apply(one, regridded);
            for (int i = 0; i < regridded.Length; i++)
            {
                shares[i * SegmentationClass.Count + k] = regridded[i];
                if (!float.IsNaN(regridded[i])) areas[k] += regridded[i] * target.CellAreaKm2(i);
            }
        }
        byte[] hard = new byte[target.CellCount];
        for (int i = 0; i < hard.Length; i++) hard[i] = float.IsNaN(shares[i * SegmentationClass.Count]) ? SegmentationClass.Ignore : SegmentationClass.Background;
        foreach (byte storm in (ReadOnlySpan<byte>)[SegmentationClass.TropicalCyclone, SegmentationClass.AtmosphericRiver]) Fill(target, shares, storm, areas[storm], hard);
        var kept = new double[SegmentationClass.Count];
        for (int i = 0; i < hard.Length; i++)
            if (hard[i] != SegmentationClass.Ignore) kept[hard[i]] += target.CellAreaKm2(i);
        return new ClassShares(shares, hard, areas, kept);
    }

    // The fullest cells first, until the next would take the area further from what it was.
    static void Fill(LatLonGrid target, float[] shares, byte storm, double areaKm2, byte[] hard)
    {
        float Share(int cell) => shares[cell * SegmentationClass.Count + storm];
        var cells = Enumerable.Range(0, hard.Length).Where(i => hard[i] == SegmentationClass.Background && Share(i) > 0).OrderByDescending(Share).ThenBy(i => i);
        double left = areaKm2;
        foreach (int cell in cells)
        {
            double area = target.CellAreaKm2(cell);
            if (left < area / 2) break;
            hard[cell] = storm;
            left -= area;
        }
    }
}
