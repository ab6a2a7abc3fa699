namespace Rossby.Core;

/// <summary>Pairs the storms of two labellings of one step (SCIENCE, Scores): cyclones by their centres, rivers by their overlap, one to one.</summary>
public static class StormMatching
{
    /// <summary>Centres further apart are of different cyclones.</summary>
    public const double CentreDistanceKm = 300;

    /// <summary>Rivers are one when they overlap by this share of the smaller one's area.</summary>
    public const double OverlapShare = 0.3;

    /// <summary>Pairs cyclones.</summary>
    /// <param name="a">Centres as latitude and longitude in degrees.</param>
    /// <param name="b">Of the other labelling.</param>
    /// <returns>Indices into both, with the distance in km.</returns>
    public static IReadOnlyList<(int A, int B, double Km)> Cyclones(IReadOnlyList<(double Latitude, double Longitude)> a, IReadOnlyList<(double Latitude, double Longitude)> b)
    {
        double[,] cost = new double[a.Count, b.Count];
        for (int i = 0; i < a.Count; i++)
            for (int j = 0; j < b.Count; j++)
            {
                double km = Sphere.DistanceKm(a[i].Latitude, a[i].Longitude, b[j].Latitude, b[j].Longitude);
                cost[i, j] = km <= CentreDistanceKm ? km : double.PositiveInfinity;
            }
        return [.. Assignment.Solve(cost).Select((j, i) => (i, j, Km: j < 0 ? 0 : cost[i, j])).Where(m => m.j >= 0)];
    }

    /// <summary>Pairs rivers.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="a">[H, W]: numbers of the connected rivers, 0 for none.</param>
    /// <param name="b">Of the other labelling.</param>
    /// <returns>Indices from 0 into both, with the overlap as a share of the smaller one's area.</returns>
    public static IReadOnlyList<(int A, int B, double Share)> Rivers(LatLonGrid grid, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int countA = Largest(a), countB = Largest(b);
        double[] areaA = new double[countA + 1], areaB = new double[countB + 1];
        double[,] cost = new double[countA, countB];
        for (int i = 0; i < a.Length; i++)
        {
            double km2 = grid.CellAreaKm2(i);
            areaA[a[i]] += km2;
            areaB[b[i]] += km2;
            if (a[i] > 0 && b[i] > 0) cost[a[i] - 1, b[i] - 1] += km2;
        }
        for (int i = 0; i < countA; i++)
            for (int j = 0; j < countB; j++)
            {
                double share = cost[i, j] / Math.Min(areaA[i + 1], areaB[j + 1]);
                cost[i, j] = share >= OverlapShare ? 1 - share : double.PositiveInfinity;
            }
        return [.. Assignment.Solve(cost).Select((j, i) => (i, j, Share: j < 0 ? 0 : 1 - cost[i, j])).Where(m => m.j >= 0)];
    }

    static int Largest(ReadOnlySpan<int> numbers)
    {
        int largest = 0;
        foreach (int number in numbers) largest = Math.Max(largest, number);
        return largest;
    }
}
