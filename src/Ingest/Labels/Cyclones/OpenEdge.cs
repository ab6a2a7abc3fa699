using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Which sides of a grid have something beyond them.</summary>
internal static class OpenEdge
{
    /// <summary>Whether a row beyond the grid (-1 or H) is none because the grid ends at a pole.</summary>
    internal static bool IsPole(LatLonGrid grid, int row) => Math.Abs(grid.LatitudeBoundsDeg[row < 0 ? 0 : grid.Height]) >= 90 - 1e-6;

    /// <summary>Whether the grid ends anywhere but at the poles.</summary>
    internal static bool Exists(LatLonGrid grid) => !grid.IsGlobal || !IsPole(grid, -1) || !IsPole(grid, grid.Height);
}
