using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Atmospheric rivers by a fixed threshold on integrated vapour transport and the shape of the object (SCIENCE, Labels).</summary>
public sealed record IvtThresholdConfig : RiverLabelsConfig
{
    /// <summary>Least transport, in kg m-1 s-1.</summary>
    [Description("Least integrated vapour transport, kg m-1 s-1."), Range(0.0, 2000.0, MinimumIsExclusive = true)]
    public double ThresholdKgPerMetreSecond { get; init; } = 250;

    /// <summary>Least damped water vapour, in kg m-2, where only that is given.</summary>
    [Description("Least latitude-damped water vapour where no transport is given, kg m-2."), Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double WaterVapourThresholdKgPerSquareMetre { get; init; } = 24;

    /// <summary>Width of the damping of water vapour towards the equator, in degrees.</summary>
    [Description("Scale of the damping of water vapour towards the equator, degrees."), Range(0.0, 90.0, MinimumIsExclusive = true)]
    public double DampingDeg { get; init; } = 19;

    /// <summary>Cells nearer to the equator are removed before objects are connected.</summary>
    [Description("Cells nearer to the equator than this are removed before connecting, degrees."), Range(0.0, 90.0)]
    public double TropicsCutDeg { get; init; } = 20;

    /// <summary>Least length: the largest great-circle distance between two cells.</summary>
    [Description("Least length of an object, km."), Range(0.0, 20000.0)]
    public double MinimumLengthKm { get; init; } = 2000;

    /// <summary>Least length over width, width being area over length.</summary>
    [Description("Least ratio of length to width, width being area over length."), Range(0.0, 100.0)]
    public double MinimumLengthToWidth { get; init; } = 2;

    /// <summary>The centroid lies poleward of this.</summary>
    [Description("Least distance of the object's centroid from the equator, degrees."), Range(0.0, 90.0)]
    public double MinimumCentroidLatitudeDeg { get; init; } = 25;
}
