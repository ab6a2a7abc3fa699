using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>An ellipse on the map: a stretch of land, a mountain range, a centre of action.</summary>
readonly record struct Blob(double LatitudeDeg, double LongitudeDeg, double HalfHeightDeg, double HalfWidthDeg)
{
    /// <summary>Squared distance from the centre in half-axes: 1 on the ellipse.</summary>
    internal double SquaredDistance(double latitudeDeg, double longitudeDeg)
    {
        double y = (latitudeDeg - LatitudeDeg) / HalfHeightDeg;
        double x = Sphere.WrapLongitude(longitudeDeg - LongitudeDeg, -180) / HalfWidthDeg;
        return x * x + y * y;
    }

    /// <summary>A Gaussian whose standard deviations are the half-axes.</summary>
    internal double Gaussian(double latitudeDeg, double longitudeDeg) => Math.Exp(-0.5 * SquaredDistance(latitudeDeg, longitudeDeg));
}
