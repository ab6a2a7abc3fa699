using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The diagonal of a cell.</summary>
internal static class GridDiagonal
{
    /// <summary>In degrees, at the equator, where cells are widest.</summary>
    internal static double Deg(LatLonGrid grid) =>
        Math.Sqrt(grid.LatitudeSpacingDeg * grid.LatitudeSpacingDeg + grid.LongitudeSpacingDeg * grid.LongitudeSpacingDeg);
}
