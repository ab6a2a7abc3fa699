using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// Tropical cyclones as TECA finds them after GFDL's method (teca_tc_detect, teca_tc_wind_radii; SCIENCE, Labels): vorticity maxima with a pressure
/// minimum beside them, tracks that have a warm core, a thick column and wind, each labelled by the disc of its outermost wind radius r0.
/// </summary>
public sealed record TecaCycloneConfig : CycloneLabelsConfig
{
    /// <summary>Least cyclonic vorticity at 850 hPa.</summary>
    [Description("Least cyclonic vorticity at 850 hPa, s-1."), Range(0.0, 0.1, MinimumIsExclusive = true)]
    public double MinimumVorticityPerSecond { get; init; } = 1.6e-4;

    /// <summary>A candidate is the maximum of a square window of this width.</summary>
    [Description("Width of the square window of which a candidate is the vorticity maximum, degrees."), Range(0.0, 60.0, MinimumIsExclusive = true)]
    public double VorticityWindowDeg { get; init; } = 7.74446;

    /// <summary>Pressure minimum, warmest and thickest point lie within this of each other.</summary>
    [Description("Radius of the storm's core: pressure minimum, warmest and thickest point lie within it, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double CoreRadiusDeg { get; init; } = 2;

    /// <summary>How a change is measured.</summary>
    [Description("Change asked for in each of eight directions: 'documented', or 'asCoded', 2 units where the documented change is more.")]
    public TecaShapeTest ShapeTest { get; init; } = TecaShapeTest.Documented;

    /// <summary>Rise of pressure around the minimum.</summary>
    [Description("Rise of sea-level pressure in each of eight directions, Pa."), Range(0.0, 10000.0, MinimumIsExclusive = true)]
    public double PressureRisePa { get; init; } = 400;

    /// <summary>The rise is reached within this.</summary>
    [Description("The rise of pressure is reached within this distance, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double PressureRadiusDeg { get; init; } = 5;

    /// <summary>Fall of the mean of T200 and T500 around the warmest point.</summary>
    [Description("Fall of the mean of T200 and T500 in each of eight directions, K."), Range(0.0, 50.0, MinimumIsExclusive = true)]
    public double WarmCoreFallK { get; init; } = 0.8;

    /// <summary>The fall is reached within this.</summary>
    [Description("The fall of temperature is reached within this distance, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double WarmCoreRadiusDeg { get; init; } = 5;

    /// <summary>Fall of the thickness Z200 - Z1000 around the thickest point.</summary>
    [Description("Fall of the thickness from 1000 to 200 hPa in each of eight directions, m."), Range(0.0, 1000.0, MinimumIsExclusive = true)]
    public double ThicknessFallM { get; init; } = 50;

    /// <summary>The fall is reached within this.</summary>
    [Description("The fall of thickness is reached within this distance, degrees of great circle."), Range(0.0, 30.0, MinimumIsExclusive = true)]
    public double ThicknessRadiusDeg { get; init; } = 4;

    /// <summary>No candidate lies nearer to a pole.</summary>
    [Description("Farthest latitude of a candidate, degrees."), Range(0.0, 90.0)]
    public double MaximumLatitudeDeg { get; init; } = 80;

    /// <summary>What becomes of a shape that is cut by an open edge or missing cells.</summary>
    [Description("Shapes cut by an open edge or by missing cells: 'reject' them, or 'allow' them, flagged truncated.")]
    public CycloneEdge Edge { get; init; } = CycloneEdge.Reject;

    /// <summary>The fastest that a storm moves.</summary>
    [Description("Fastest motion of a storm between consecutive steps, km a day."), Range(0.0, 10000.0, MinimumIsExclusive = true)]
    public double MaximumSpeedKmPerDay { get; init; } = 1600;

    /// <summary>The wind that a cyclone has.</summary>
    [Description("Least lowest-level wind of a cyclone, m s-1."), Range(0.0, 100.0)]
    public double MinimumWindMetresPerSecond { get; init; } = 17;

    /// <summary>For how long a track has wind, warm core and thickness together.</summary>
    [Description("Time for which a track has that wind, a warm core and a thick column together, hours."), Range(0.0, 1000.0)]
    public double MinimumHours { get; init; } = 48;

    /// <summary>The wind profile reaches out to this.</summary>
    [Description("The wind radius is looked for out to this distance, degrees of great circle."), Range(0.0, 60.0, MinimumIsExclusive = true)]
    public double RadiusSearchDeg { get; init; } = 6;

    /// <summary>Rings of the profile.</summary>
    [Description("Rings of the mean wind profile."), Range(2, 1000)]
    public int RadiusBins { get; init; } = 32;

    /// <summary>The speed at r0.</summary>
    [Description("Mean wind at the radius r0 that bounds the label, km an hour."), Range(0.0, 400.0, MinimumIsExclusive = true)]
    public double RadiusWindKmPerHour { get; init; } = 63;
}
