using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How much of the globe a grid shows, as far as it matters for what fields on it can be like.</summary>
internal sealed class GridReach(LatLonGrid grid)
{
    const double WholeGlobeDeg = 150, WideDeg = 30, PolewardDeg = 30, PolarDeg = 65;

    readonly double latitudesDeg = grid.LatitudeBoundsDeg[^1] - grid.LatitudeBoundsDeg[0];
    readonly double centreDeg = Math.Abs((grid.LatitudeBoundsDeg[^1] + grid.LatitudeBoundsDeg[0]) / 2);

    /// <summary>All longitudes and nearly all latitudes.</summary>
    internal bool IsGlobe => grid.IsGlobal && latitudesDeg >= WholeGlobeDeg;

    double LongitudesDeg => grid.Width * grid.LongitudeSpacingDeg * Math.Cos(centreDeg * Sphere.RadiansPerDegree);

    /// <summary>The shorter side in degrees of arc.</summary>
    internal double ShorterSideDeg => Math.Min(latitudesDeg, LongitudesDeg);

    /// <summary>The area in square degrees of arc, near enough.</summary>
    internal double SquareDeg => latitudesDeg * LongitudesDeg;

    /// <summary>Comes within 30 degrees of the equator.</summary>
    internal bool ReachesSubtropics => centreDeg - latitudesDeg / 2 < PolewardDeg;

    /// <summary>The latitude of the edge that is the farther from the equator, north or south.</summary>
    internal double PolewardEdgeDeg => Math.Max(Math.Abs(grid.LatitudeBoundsDeg[^1]), Math.Abs(grid.LatitudeBoundsDeg[0]));

    /// <summary>The latitude of the centre, north or south.</summary>
    internal double CentreDeg => centreDeg;

    /// <summary>30 degrees wide and outside the polar caps: too wide for one desert or one storm.</summary>
    internal bool IsWide => ShorterSideDeg >= WideDeg && !IsPolar;

    /// <summary>Lies where storms have a share in every region's spread: between the tropics and the polar caps, 30 degrees wide.</summary>
    internal bool IsMidLatitude => ShorterSideDeg >= WideDeg && centreDeg is >= PolewardDeg and <= PolarDeg;

    /// <summary>Centred in the tropics or the subtropics.</summary>
    internal bool IsTropical => centreDeg < PolewardDeg;

    /// <summary>Centred on a polar cap, where it may be calm and dry.</summary>
    internal bool IsPolar => centreDeg > PolarDeg;
}
