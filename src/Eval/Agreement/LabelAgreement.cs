using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Adds up how two labellings of the same steps agree: cell by cell, by count and by area, and storm by storm. Neither of the two is the truth.</summary>
public sealed class LabelAgreement
{
    readonly int[] inA = new int[SegmentationClass.Count], inB = new int[SegmentationClass.Count], matched = new int[SegmentationClass.Count];
    readonly double[] measure = new double[SegmentationClass.Count];
    double undecidedKm2, allKm2;

    /// <summary>Cells by class in A (row) and B (column), where both are decided.</summary>
    public ConfusionMatrix Cells { get; } = new(SegmentationClass.Count);

    /// <summary>The same by area, km2.</summary>
    public ConfusionMatrix AreaKm2 { get; } = new(SegmentationClass.Count);

    /// <summary>Steps compared.</summary>
    public int Steps { get; private set; }

    /// <summary>Share of the area that one of the two leaves undecided.</summary>
    public double UndecidedShare => allKm2 == 0 ? 0 : undecidedKm2 / allKm2;

    /// <summary>Storm by storm: cyclones, then rivers.</summary>
    public IReadOnlyList<ObjectAgreement> Objects => [.. new[] { SegmentationClass.TropicalCyclone, SegmentationClass.AtmosphericRiver }
        .Select(k => new ObjectAgreement(k, inA[k], inB[k], matched[k], measure[k] / matched[k]))];

    /// <summary>Adds a step.</summary>
    /// <param name="grid">The step's grid.</param>
    /// <param name="a">[H, W]: 0, 1, 2, or 255 where undecided.</param>
    /// <param name="b">The other labelling.</param>
    /// <param name="centresA">Centres of A's cyclones where its table has them; null takes the centroids of connected cells.</param>
    /// <param name="centresB">Of B's.</param>
    public void Add(
        LatLonGrid grid, byte[] a, byte[] b,
        IReadOnlyList<(double Latitude, double Longitude)>? centresA = null, IReadOnlyList<(double Latitude, double Longitude)>? centresB = null)
    {
        Steps++;
        for (int i = 0; i < a.Length; i++)
        {
            double km2 = grid.CellAreaKm2(i);
            allKm2 += km2;
            if (a[i] == SegmentationClass.Ignore || b[i] == SegmentationClass.Ignore)
            {
                undecidedKm2 += km2;
                continue;
            }
            Cells.Add(a[i], b[i]);
            AreaKm2.Add(a[i], b[i], km2);
        }
        const byte cyclone = SegmentationClass.TropicalCyclone, river = SegmentationClass.AtmosphericRiver;
        var first = centresA ?? Centroids(grid, a);
        var second = centresB ?? Centroids(grid, b);
        var pairs = StormMatching.Cyclones(first, second);
        Count(cyclone, first.Count, second.Count, pairs.Count, pairs.Sum(p => p.Km));
        int[] riversA = Components(grid, a, river, out int countA), riversB = Components(grid, b, river, out int countB);
        var overlaps = StormMatching.Rivers(grid, riversA, riversB);
        Count(river, countA, countB, overlaps.Count, overlaps.Sum(p => p.Share));
    }

    void Count(byte k, int a, int b, int both, double sum)
    {
        inA[k] += a;
        inB[k] += b;
        matched[k] += both;
        measure[k] += sum;
    }

    static int[] Components(LatLonGrid grid, byte[] labels, byte storm, out int count)
    {
        int[] components = new int[labels.Length];
        count = ConnectedComponents.Label([.. labels.Select(l => l == storm)], grid.Height, grid.Width, grid.IsGlobal, components);
        return components;
    }

    static (double, double)[] Centroids(LatLonGrid grid, byte[] labels)
    {
        int[] components = Components(grid, labels, SegmentationClass.TropicalCyclone, out int count);
        var centroids = new SphericalCentroid[count];
        for (int i = 0; i < components.Length; i++)
            if (components[i] > 0) centroids[components[i] - 1].Add(grid.LatitudeDeg[i / grid.Width], grid.LongitudeDeg[i % grid.Width], grid.CellAreaKm2(i));
        return [.. centroids.Select(c => (c.LatitudeDeg, c.LongitudeDeg))];
    }
}
