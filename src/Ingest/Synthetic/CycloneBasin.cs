namespace Rossby.Ingest;

/// <summary>Where tropical cyclones form.</summary>
/// <param name="Hemisphere">+1 north, -1 south.</param>
/// <param name="LatitudeDeg">Mean distance of genesis from the equator.</param>
/// <param name="SpreadDeg">Its standard deviation.</param>
/// <param name="WestDeg">Western edge.</param>
/// <param name="EastDeg">Eastern edge; may exceed 360.</param>
/// <param name="Share">Share of the world's cyclones.</param>
sealed record CycloneBasin(int Hemisphere, double LatitudeDeg, double SpreadDeg, double WestDeg, double EastDeg, double Share)
{
    /// <summary>Roughly IBTrACS (Knapp et al. 2010), with a few South Atlantic storms added so that some cross the seam at 0 E.</summary>
    internal static IReadOnlyList<CycloneBasin> All { get; } =
    [
        new(1, 14, 4.5, 118, 176, 0.245), new(1, 13, 3, 226, 262, 0.16), new(1, 15, 5, 300, 341, 0.12), new(1, 20, 5, 268, 300, 0.04),
        new(1, 12, 3, 62, 92, 0.05), new(1, 12, 3.5, 178, 212, 0.055),
        new(-1, 12, 3.5, 50, 110, 0.15), new(-1, 14, 3, 148, 178, 0.08), new(-1, 13, 3, 180, 208, 0.055), new(-1, 12, 3, 362, 373, 0.045),
    ];
}
