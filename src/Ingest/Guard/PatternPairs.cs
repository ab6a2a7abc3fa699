using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Tells a field that lies upside down or half round the globe beside another with the same pattern: the part of a field that changes sign when it is turned
/// round (or shifted) correlates with its companion's, and with the opposite sign when one of the two was turned.
/// </summary>
internal static class PatternPairs
{
    // Right pairs have 0.3 to 1.
    const double Opposite = -0.3;

    const int LeastBlocks = 4;

    static readonly (string, string)[] Pairs =
    [
        ("Z1000", "PSL"), ("TS", "TREFHT"), ("QREFHT", "TREFHT"), ("TMQ", "QREFHT"), ("T500", "TREFHT"), ("Z200", "T500"), ("UBOT", "U850"), ("VBOT", "V850"),
        ("PRECT", "TMQ"), ("ZBOT", "TREFHT"),
    ];

    // Rain falls where air rises, which in a region need not be where it is moist.
    static readonly (string, string) OfTheGlobe = ("PRECT", "TMQ");

    /// <summary>A warning for each pair that does not lie alike: on a globe, and in regions of middle latitudes, where all go by the storms.</summary>
    internal static IEnumerable<Finding> Findings(Portraits portraits, GridReach reach)
    {
        foreach (var (one, other) in Pairs)
        {
            if (!reach.IsGlobe && !(reach.IsMidLatitude && (one, other) != OfTheGlobe)) continue;
            if (portraits.Of(one) is not { } a || portraits.Of(other) is not { } b) continue;
            int height = a.LatitudeDeg.Length, width = a.LongitudeDeg.Length;
            if (height < LeastBlocks || width < LeastBlocks) continue;
            double turned = Correlation(a, b, (r, c) => (height - 1 - r, c));
            if (turned < Opposite) yield return Of(FindingKind.UpsideDown, "one of them seems to be upside down", turned);
            double shifted = reach.IsGlobe && width % 2 == 0 ? Correlation(a, b, (r, c) => (r, (c + width / 2) % width)) : 0;
            if (shifted < Opposite) yield return Of(FindingKind.HalfRound, "one of them seems to be shifted by 180 degrees", shifted);

            Finding Of(string kind, string what, double correlation) => new(
                FindingSeverity.Warning, kind, null, $"channels {one} and {other}",
                string.Create(CultureInfo.InvariantCulture, $"{what}: their patterns correlate by {correlation:0.00} where both should lie alike"),
                "draw both (rossby inspect --map) and mend the one that does not fit the coastline");
        }
    }

    // Of what is left when the turned field is taken from the field: it changes sign when the field is turned.
    static double Correlation(Mosaic a, Mosaic b, Func<int, int, (int, int)> turn)
    {
        double aa = 0, bb = 0, ab = 0;
        for (int row = 0; row < a.LatitudeDeg.Length; row++)
        {
            double weight = Math.Cos(a.LatitudeDeg[row] * Sphere.RadiansPerDegree);
            for (int column = 0; column < a.LongitudeDeg.Length; column++)
            {
                var (r, c) = turn(row, column);
                double x = a[row, column] - a[r, c], y = b[row, column] - b[r, c];
                if (double.IsNaN(x + y)) continue;
                (aa, bb, ab) = (aa + weight * x * x, bb + weight * y * y, ab + weight * x * y);
            }
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }
}
