using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The cells whose centres lie in a great-circle disc about the centre of one of them.</summary>
internal static class GridDisc
{
    // Of distances, degrees: a cell at the very edge is in, whichever way its distance was rounded.
    const double Rounding = 1e-9;

    /// <summary>The cells and their distances, rows from south to north, each from west to east as seen from the centre.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="centre">The cell row x W + column in the middle.</param>
    /// <param name="radiusDeg">Great-circle radius in degrees of arc.</param>
    internal static List<(int Cell, double DistanceDeg)> Around(LatLonGrid grid, int centre, double radiusDeg)
    {
        var cells = new List<(int, double)>();
        var distance = new GridDistance(grid, centre);
        int centreRow = centre / grid.Width, centreColumn = centre % grid.Width;
        for (int row = 0; row < grid.Height; row++)
        {
            if (Math.Abs(grid.LatitudeDeg[row] - grid.LatitudeDeg[centreRow]) > radiusDeg + Rounding) continue;
            int reach = ColumnsWithin(grid, grid.LatitudeDeg[row], grid.LatitudeDeg[centreRow], radiusDeg);
            bool wholeRow = 2 * reach + 1 >= grid.Width;
            int first = grid.IsGlobal ? wholeRow ? -(grid.Width / 2) : -reach : Math.Max(-reach, -centreColumn);
            int last = grid.IsGlobal ? wholeRow ? first + grid.Width - 1 : reach : Math.Min(reach, grid.Width - 1 - centreColumn);
            for (int offset = first; offset <= last; offset++)
            {
                int column = (centreColumn + offset + grid.Width) % grid.Width;
                double deg = distance.Deg(row, column);
                if (deg <= radiusDeg + Rounding) cells.Add((row * grid.Width + column, deg));
            }
        }
        return cells;
    }

    // Columns to either side that a circle about the centre can touch on a parallel.
    static int ColumnsWithin(LatLonGrid grid, double latitude, double centreLatitude, double radiusDeg)
    {
        double cosines = Math.Cos(latitude * Sphere.RadiansPerDegree) * Math.Cos(centreLatitude * Sphere.RadiansPerDegree);
        double sinHalf = Math.Sin(Math.Min(radiusDeg, 180) * Sphere.RadiansPerDegree / 2);
        double h = cosines <= 1e-9 ? 1 : sinHalf * sinHalf / cosines;
        double halfDeg = h >= 1 ? 180 : 2 * Math.Asin(Math.Sqrt(h)) / Sphere.RadiansPerDegree;
        return Math.Min(grid.Width, (int)Math.Ceiling(halfDeg / grid.LongitudeSpacingDeg) + 2);
    }
}
