using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The grid spacings for which the published defaults of a method hold; the wider side of a cell counts.</summary>
/// <param name="FinestDeg">The finest spacing, degrees.</param>
/// <param name="CoarsestDeg">The coarsest spacing, degrees.</param>
internal readonly record struct SpacingRange(double FinestDeg, double CoarsestDeg)
{
    // Spacings are written with two or three digits: 0.23 x 0.31 is no other grid than 0.2344 x 0.3125.
    const double Tolerance = 0.02;

    /// <summary>The wider side of a grid's cells in degrees.</summary>
    internal static double Of(LatLonGrid grid) => Math.Max(grid.LatitudeSpacingDeg, grid.LongitudeSpacingDeg);

    /// <summary>A line where a grid lies outside; none inside.</summary>
    internal IEnumerable<string> Warnings(string method, LatLonGrid grid)
    {
        double spacing = Of(grid);
        if (spacing < FinestDeg * (1 - Tolerance) || spacing > CoarsestDeg * (1 + Tolerance))
            yield return FormattableString.Invariant(
                $"labels by {method}: the defaults of the method hold for grids of {FinestDeg:0.###} to {CoarsestDeg:0.###} degrees; this one has {spacing:0.###}");
    }
}
