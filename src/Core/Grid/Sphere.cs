namespace Rossby.Core;

/// <summary>Great-circle geometry on a sphere of <see cref="EarthRadiusKm"/>. Angles are degrees, distances km, areas km2.</summary>
public static class Sphere
{
    /// <summary>The mean radius of the Earth in km, as the detectors of the field take it (TECA, TempestExtremes: 6371.0).</summary>
    public const double EarthRadiusKm = 6371.0;

    /// <summary>Radians in a degree.</summary>
    public const double RadiansPerDegree = Math.PI / 180.0;

    /// <summary>The great-circle distance in km between two points (haversine, exact for small distances).</summary>
    public static double DistanceKm(double latitude1, double longitude1, double latitude2, double longitude2) =>
        EarthRadiusKm * RadiansPerDegree * DistanceDeg(latitude1, longitude1, latitude2, longitude2);

    /// <summary>The great-circle distance in degrees of arc between two points.</summary>
    public static double DistanceDeg(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        double sinLatitude = Math.Sin((latitude2 - latitude1) * RadiansPerDegree / 2);
        double sinLongitude = Math.Sin((longitude2 - longitude1) * RadiansPerDegree / 2);
        double h = sinLatitude * sinLatitude
            + Math.Cos(latitude1 * RadiansPerDegree) * Math.Cos(latitude2 * RadiansPerDegree) * sinLongitude * sinLongitude;
        return 2 * Math.Asin(Math.Min(1, Math.Sqrt(h))) / RadiansPerDegree;
    }

    /// <summary>The area in km2 between two parallels and two meridians <paramref name="widthDeg"/> apart.</summary>
    public static double BandAreaKm2(double southDeg, double northDeg, double widthDeg) =>
        EarthRadiusKm * EarthRadiusKm * widthDeg * RadiansPerDegree
        * (Math.Sin(northDeg * RadiansPerDegree) - Math.Sin(southDeg * RadiansPerDegree));

    /// <summary>A longitude brought into [<paramref name="west"/>, <paramref name="west"/> + 360).</summary>
    public static double WrapLongitude(double longitude, double west = 0)
    {
        double wrapped = (longitude - west) % 360.0;
        if (wrapped < 0) wrapped += 360.0;
        return wrapped >= 360.0 ? west : wrapped + west;
    }
}
