namespace Rossby.Core;

/// <summary>Accumulates an area-weighted centroid on the sphere: the mean of unit vectors, so that neither the seam nor a pole matters.</summary>
public struct SphericalCentroid
{
    double x, y, z;

    /// <summary>Adds a cell.</summary>
    public void Add(double latitudeDeg, double longitudeDeg, double weight)
    {
        double latitude = latitudeDeg * Sphere.RadiansPerDegree, longitude = longitudeDeg * Sphere.RadiansPerDegree;
        x += weight * Math.Cos(latitude) * Math.Cos(longitude);
        y += weight * Math.Cos(latitude) * Math.Sin(longitude);
        z += weight * Math.Sin(latitude);
    }

    /// <summary>The centroid's latitude in degrees.</summary>
    public readonly double LatitudeDeg => Math.Atan2(z, Math.Sqrt(x * x + y * y)) / Sphere.RadiansPerDegree;

    /// <summary>The centroid's longitude in [0, 360) degrees.</summary>
    public readonly double LongitudeDeg => Sphere.WrapLongitude(Math.Atan2(y, x) / Sphere.RadiansPerDegree);
}
