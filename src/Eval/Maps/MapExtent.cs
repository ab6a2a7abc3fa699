using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The part of the globe that a map shows, in degrees; east may exceed 360 and west lie below 0, but east - west is at most 360.</summary>
/// <param name="West">Left edge.</param>
/// <param name="East">Right edge.</param>
/// <param name="South">Lower edge.</param>
/// <param name="North">Upper edge.</param>
public sealed record MapExtent(double West, double East, double South, double North)
{
    /// <summary>All cells of a grid, to their outer edges.</summary>
    public static MapExtent Of(LatLonGrid grid)
    {
        double west = grid.LongitudeDeg[0] - grid.LongitudeSpacingDeg / 2;
        double east = grid.IsGlobal ? west + 360 : grid.LongitudeDeg[^1] + grid.LongitudeSpacingDeg / 2;
        return new MapExtent(west, east, grid.LatitudeBoundsDeg[0], grid.LatitudeBoundsDeg[^1]);
    }

    /// <summary>A window about a point, cut at the poles.</summary>
    public static MapExtent Around(double latitudeDeg, double longitudeDeg, double halfHeightDeg, double halfWidthDeg) => new(
        longitudeDeg - halfWidthDeg, longitudeDeg + halfWidthDeg, Math.Max(-90, latitudeDeg - halfHeightDeg), Math.Min(90, latitudeDeg + halfHeightDeg));
}
