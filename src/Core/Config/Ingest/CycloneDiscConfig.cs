using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>The great-circle disc that labels a cyclone: its radius is where the azimuthal mean of the cyclonic tangential wind last exceeds a speed.</summary>
public sealed record CycloneDiscConfig
{
    /// <summary>The speed at the edge.</summary>
    [Description("Azimuthal-mean cyclonic tangential wind at the edge of the disc (r8), m s-1."), Range(0.0, 60.0, MinimumIsExclusive = true)]
    public double EdgeWindMetresPerSecond { get; init; } = 8;

    /// <summary>How far out it is looked for.</summary>
    [Description("The edge is looked for out to this distance, degrees of great circle."), Range(0.0, 60.0, MinimumIsExclusive = true)]
    public double SearchDeg { get; init; } = 20;

    /// <summary>Width of the rings over which the wind is averaged, or one grid spacing where that is more.</summary>
    [Description("Width of the rings of the mean, or one grid spacing where that is more, degrees."), Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double RingDeg { get; init; } = 0.125;

    /// <summary>No disc is smaller.</summary>
    [Description("Least radius of a disc, degrees of great circle."), Range(0.0, 30.0)]
    public double MinimumRadiusDeg { get; init; } = 1.5;

    /// <summary>No disc has a radius of fewer grid spacings: it would hold too few cells to be a disc.</summary>
    [Description("Least radius of a disc in grid spacings (the wider side of a cell)."), Range(1.0, 20.0)]
    public double MinimumRadiusSpacings { get; init; } = 1.5;

    /// <summary>No disc is larger.</summary>
    [Description("Largest radius of a disc, degrees of great circle."), Range(0.0, 60.0, MinimumIsExclusive = true)]
    public double MaximumRadiusDeg { get; init; } = 8;
}
