namespace Rossby.Ingest;
/// <summary>Smooth land and mountains, roughly where the Earth's are: ellipses for land, Gaussians for heights.</summary>
static class Continents
{
    static readonly Blob[] land =
    [
        new(56, -105, 15, 34), new(40, -99, 13, 20), new(25, -102, 8, 7), new(70, -95, 8, 30), new(77, -42, 7, 20), new(68, -45, 9, 8), new(64, -152, 7, 14), new(15, -89, 4, 6),
        new(-4, -61, 13, 17), new(-20, -57, 16, 12), new(-42, -68, 13, 5),
        new(19, 10, 15, 26), new(2, 24, 12, 14), new(-14, 27, 20, 11), new(-19, 47, 6, 2.5), new(9, 43, 6, 7), new(24, 46, 9, 10),
        new(50, 22, 9, 26), new(41, -4, 4, 5), new(64, 20, 7, 11), new(60, 85, 15, 58), new(64, 145, 9, 34), new(40, 85, 14, 38),
        new(22, 78, 11, 7), new(27, 106, 12, 14), new(14, 102, 7, 5), new(1, 114, 4, 6), new(-5, 140, 3, 7), new(36, 138, 4, 2.5),
        new(-25, 134, 10, 19), new(54, -3, 4, 3),
    ];

    static readonly (Blob Where, double HeightM)[] mountains =
    [
        (new(33, 88, 5, 13), 4300), (new(43, -111, 10, 5), 1800), (new(-18, -69, 12, 3), 2600), (new(-36, -70, 7, 2), 1800), (new(76, -40, 5, 10), 1700), (new(69, -44, 5, 6), 1500),
        (new(6, 38, 6, 4), 1400), (new(-27, 27, 5, 5), 1100), (new(33, 55, 4, 7), 1200), (new(49, 96, 5, 10), 1300), (new(64, 125, 6, 15), 500),
        (new(46, 10, 2.5, 4), 900), (new(39, 36, 3, 5), 900), (new(22, 103, 4, 4), 900),
    ];

    /// <summary>Share of land [0, 1], with coasts about 2 degrees wide.</summary>
    internal static double LandFraction(double latitudeDeg, double longitudeDeg)
    {
        double sea = 1 - 1 / (1 + Math.Exp((latitudeDeg + 70) / 1.5));
        foreach (var blob in land)
        {
            double d = Math.Sqrt(blob.SquaredDistance(latitudeDeg, longitudeDeg));
            double widthDeg = Math.Min(blob.HalfHeightDeg, blob.HalfWidthDeg);
            if ((d - 1) * widthDeg < 12) sea *= 1 - 1 / (1 + Math.Exp((d - 1) * widthDeg / 0.8));
        }
        return 1 - sea;
    }

    /// <summary>Height of the surface in m.</summary>
    internal static double SurfaceHeightM(double latitudeDeg, double longitudeDeg)
    {
        double height = 150, antarctica = Math.Clamp((-latitudeDeg - 68) / 14, 0, 1);
        foreach (var (where, metres) in mountains) height += metres * where.Gaussian(latitudeDeg, longitudeDeg);
        height += 2600 * antarctica * antarctica * (3 - 2 * antarctica);
        return height * LandFraction(latitudeDeg, longitudeDeg);
    }
}
