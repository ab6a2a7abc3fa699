using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Polar coordinates about a storm's centre on the sphere.</summary>
readonly struct SurfaceFrame(GeoPoint centre)
{
    readonly double sinLatitude = Math.Sin(centre.LatitudeDeg * Sphere.RadiansPerDegree), cosLatitude = Math.Cos(centre.LatitudeDeg * Sphere.RadiansPerDegree);
    readonly double sinLongitude = Math.Sin(centre.LongitudeDeg * Sphere.RadiansPerDegree), cosLongitude = Math.Cos(centre.LongitudeDeg * Sphere.RadiansPerDegree);

    /// <summary>Great-circle distance in km, and the unit vector at the point that leads away from the centre, east and north.</summary>
    internal (double DistanceKm, double East, double North) At(in SamplePoint p)
    {
        double cosDelta = p.CosLongitude * cosLongitude + p.SinLongitude * sinLongitude;
        double sinDelta = p.SinLongitude * cosLongitude - p.CosLongitude * sinLongitude;
        double cosine = p.SinLatitude * sinLatitude + p.CosLatitude * cosLatitude * cosDelta;
        double east = cosLatitude * sinDelta;
        double north = p.SinLatitude * cosLatitude * cosDelta - p.CosLatitude * sinLatitude;
        double sine = Math.Sqrt(east * east + north * north);
        double distance = Sphere.EarthRadiusKm * Math.Atan2(sine, cosine);
        return sine < 1e-12 ? (distance, 1, 0) : (distance, east / sine, north / sine);
    }
}
