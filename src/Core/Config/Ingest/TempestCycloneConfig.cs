using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// Tropical cyclones by closed contours, a warm core and tracks, as TempestExtremes finds them in CAM5's channels (E3SM's recipe; SCIENCE, Labels),
/// each labelled by the disc of its r8.
/// </summary>
public sealed record TempestCycloneConfig : CycloneLabelsConfig
{
    /// <summary>The pressure whose minima are looked for.</summary>
    [Description("Pressure whose minima are candidates: PSL (sea level), or PS (surface) where a file has no other.")]
    public CyclonePressure Pressure { get; init; } = CyclonePressure.SeaLevel;

    /// <summary>The closed contour's rise above the minimum, in Pa.</summary>
    [Description("Rise of pressure that closes the contour around a minimum, Pa."), Range(0.0, 10000.0, MinimumIsExclusive = true)]
    public double PressureRisePa { get; init; } = 300;

    /// <summary>The closed contour lies within this of the minimum.</summary>
    [Description("The rise is reached within this distance of the minimum, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double PressureRadiusDeg { get; init; } = 4;

    /// <summary>Whether a warm core is asked for.</summary>
    [Description("Whether a candidate needs a warm core in the mean of T200 and T500: 'required' or 'off'.")]
    public CycloneTest WarmCore { get; init; } = CycloneTest.Required;

    /// <summary>The closed contour's fall below the warmest point, in K.</summary>
    [Description("Fall of the mean of T200 and T500 that closes the contour around its maximum, K."), Range(0.0, 50.0, MinimumIsExclusive = true)]
    public double WarmCoreFallK { get; init; } = 0.6;

    /// <summary>The fall is reached within this of the warmest point.</summary>
    [Description("The fall is reached within this distance of the maximum, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double WarmCoreRadiusDeg { get; init; } = 4;

    /// <summary>How far the warmest point may lie from the pressure minimum; one grid diagonal where that is more.</summary>
    [Description("The maximum lies within this of the pressure minimum, or within one grid diagonal where that is more, degrees."), Range(0.0, 30.0)]
    public double WarmCoreOffsetDeg { get; init; } = 0.30;

    /// <summary>No grid diagonal counts for more than this.</summary>
    [Description("Most that a grid diagonal may stretch that distance, degrees."), Range(0.0, 30.0)]
    public double WarmCoreOffsetCapDeg { get; init; } = 2;

    /// <summary>Of candidates nearer than this the deepest stays.</summary>
    [Description("Of candidates nearer to each other than this the deepest stays, degrees of great circle."), Range(0.0, 30.0)]
    public double MergeDeg { get; init; } = 6;

    /// <summary>What becomes of a contour that is cut by an open edge or missing cells.</summary>
    [Description("Contours cut by an open edge or by missing cells: 'reject' them, or 'allow' them, flagged truncated.")]
    public CycloneEdge Edge { get; init; } = CycloneEdge.Reject;

    /// <summary>Whether the lowest-level wind is asked for.</summary>
    [Description("Whether the lowest-level wind (UBOT, VBOT) is used, for tracks and for r8: 'required', or 'off', when every disc has the least radius.")]
    public CycloneTest Wind { get; init; } = CycloneTest.Required;

    /// <summary>The strongest wind within this of the minimum is the candidate's.</summary>
    [Description("The strongest wind within this distance is the candidate's, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double WindRadiusDeg { get; init; } = 2;

    /// <summary>How candidates are stitched into tracks, and which tracks stay.</summary>
    [Description("How candidates are stitched into tracks, and which tracks stay.")]
    public CycloneStitchConfig Stitch { get; init; } = new();

    /// <summary>The disc that is labelled.</summary>
    [Description("The disc that is labelled around each candidate of a track.")]
    public CycloneDiscConfig Disc { get; init; } = new();
}
