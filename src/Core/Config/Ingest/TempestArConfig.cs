using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// Atmospheric rivers as ridges of IVT: TempestExtremes' Laplacian over a ring of points (McClenny et al. 2020; reference section 2.4). Its strict variant
/// takes -30,000 kg m-1 s-1 rad-2, 20 degrees and 850,000 km2.
/// </summary>
public sealed record TempestArConfig : RiverLabelsConfig
{
    /// <summary>The Laplacian of IVT is at most this.</summary>
    [Description("Largest Laplacian of IVT in a river, kg m-1 s-1 rad-2; -30000 in the strict variant."), Range(-1e7, 0.0)]
    public double LaplacianThresholdKgPerMetreSecondRad2 { get; init; } = -20_000;

    /// <summary>Radius of the ring.</summary>
    [Description("Radius of the ring of points of which the Laplacian is made, degrees of great circle."), Range(0.0, 45.0, MinimumIsExclusive = true)]
    public double RingRadiusDeg { get; init; } = 10;

    /// <summary>Points on the ring.</summary>
    [Description("Points on the ring."), Range(4, 64)]
    public int RingPoints { get; init; } = 8;

    /// <summary>Cells nearer to the equator are in no river.</summary>
    [Description("Cells nearer to the equator are in no river, degrees; 20 in the strict variant."), Range(0.0, 90.0)]
    public double MinimumLatitudeDeg { get; init; } = 15;

    /// <summary>Smaller objects are dropped.</summary>
    [Description("Least area of an object, km2; 850000 in the strict variant."), Range(0.0, 5.1e8)]
    public double MinimumAreaKm2 { get; init; } = 400_000;

    /// <summary>
    /// Radius about a cyclone's centre within which a river's area counts as the cyclone's; the recipe drops rivers that lie there (McClenny et al. 2020). 0
    /// keeps them. Cyclones are looked for where the files hold what <c>tempest-tc</c> needs.
    /// </summary>
    [Description("Objects with half of their area or more within this distance of the centre of a tropical cyclone's track are dropped, degrees of great circle; 0 keeps them. Cyclones are looked for where the files hold PSL, T200, T500, UBOT and VBOT."), Range(0.0, 90.0)]
    public double CycloneRadiusDeg { get; init; } = 8;

    /// <summary>Whether cells that touch by a corner are one object.</summary>
    [Description("Whether cells that touch by a corner are one object; DetectBlobs connects by sides unless told otherwise.")]
    public bool ConnectCorners { get; init; }
}
