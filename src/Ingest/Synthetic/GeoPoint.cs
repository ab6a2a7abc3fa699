using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A place on the sphere, in degrees.</summary>
readonly record struct GeoPoint(double LatitudeDeg, double LongitudeDeg)
{
    /// <summary>The place reached by going east and north by these distances, for steps much shorter than the Earth's radius; stops short of the poles.</summary>
    internal GeoPoint Moved(double eastKm, double northKm)
    {
        double latitude = Math.Clamp(LatitudeDeg + northKm / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree), -89, 89);
        double kmPerDegree = Sphere.EarthRadiusKm * Sphere.RadiansPerDegree * Math.Cos(latitude * Sphere.RadiansPerDegree);
        return new(latitude, Sphere.WrapLongitude(LongitudeDeg + eastKm / kmPerDegree));
    }
}
