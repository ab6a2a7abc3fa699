using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Great-circle distances from the centre of one cell. On a global grid they follow from the number of columns between, not from the longitudes, so that
/// a field rolled by whole columns has the very same distances, to the last bit.
/// </summary>
internal readonly struct GridDistance(LatLonGrid grid, int centre)
{
    readonly int centreRow = centre / grid.Width, centreColumn = centre % grid.Width;
    readonly double cosCentre = Math.Cos(grid.LatitudeDeg[centre / grid.Width] * Sphere.RadiansPerDegree);

    /// <summary>The longitude of a column less the centre's, in [-180, 180], degrees.</summary>
    internal double LongitudeDifferenceDeg(int column)
    {
        if (!grid.IsGlobal) return grid.LongitudeDeg[column] - grid.LongitudeDeg[centreColumn];
        int columns = column - centreColumn;
        if (2 * columns > grid.Width) columns -= grid.Width;
        if (2 * columns < -grid.Width) columns += grid.Width;
        return columns * (360.0 / grid.Width);
    }

    /// <summary>The distance to a cell's centre in degrees of arc.</summary>
    internal double Deg(int row, int column)
    {
        double sinLatitude = Math.Sin((grid.LatitudeDeg[row] - grid.LatitudeDeg[centreRow]) * Sphere.RadiansPerDegree / 2);
        double sinLongitude = Math.Sin(LongitudeDifferenceDeg(column) * Sphere.RadiansPerDegree / 2);
        double h = sinLatitude * sinLatitude + cosCentre * Math.Cos(grid.LatitudeDeg[row] * Sphere.RadiansPerDegree) * sinLongitude * sinLongitude;
        return 2 * Math.Asin(Math.Min(1, Math.Sqrt(h))) / Sphere.RadiansPerDegree;
    }
}
