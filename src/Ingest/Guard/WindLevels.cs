using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Holds the lowest level's wind against the one at 850 hPa: both are much alike everywhere, the tropics among it, and one of them with its components exchanged
/// is not. In 7464 regions of 20 degrees and more the vectors' correlation was never better by more than 0.08 for having those of one exchanged.
/// </summary>
internal static class WindLevels
{
    const double NarrowestDeg = 20, Better = 0.3;

    const int LeastBlocks = 4;

    /// <summary>The finding, if there is one.</summary>
    internal static IEnumerable<Finding> Findings(Portraits portraits, GridReach reach)
    {
        if (reach.ShorterSideDeg < NarrowestDeg || portraits.Of("U850") is not { } u || portraits.Of("V850") is not { } v
            || portraits.Of("UBOT") is not { } x || portraits.Of("VBOT") is not { } y || u.LatitudeDeg.Length < LeastBlocks || u.LongitudeDeg.Length < LeastBlocks) yield break;
        double right = 0, exchanged = 0, above = 0, below = 0;
        for (int row = 0; row < u.LatitudeDeg.Length; row++)
        {
            double weight = Math.Cos(u.LatitudeDeg[row] * Sphere.RadiansPerDegree);
            for (int column = 0; column < u.LongitudeDeg.Length; column++)
            {
                double a = u[row, column], b = v[row, column], c = x[row, column], d = y[row, column];
                if (double.IsNaN(a + b + c + d)) continue;
                right += weight * ((a * c) + (b * d));
                exchanged += weight * ((a * d) + (b * c));
                above += weight * ((a * a) + (b * b));
                below += weight * ((c * c) + (d * d));
            }
        }
        double scale = Math.Sqrt(above * below);
        // Comparisons with NaN are false.
        if (!((exchanged - right) / scale > Better)) yield break;
        yield return new Finding(FindingSeverity.Warning, FindingKind.WindsSwapped, null, "channels UBOT, VBOT, U850 and V850",
            string.Create(CultureInfo.InvariantCulture, $"the winds at both levels correlate by {right / scale:0.00}, and were the components of one exchanged, by {exchanged / scale:0.00}"),
            "see which of the two is swapped, and say which is which in \"variables\" of $.ingest.source");
    }
}
