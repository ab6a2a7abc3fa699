using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// How candidates are stitched into tracks, and which tracks stay (StitchNodes: range 6 degrees, mintime 6 steps of 6 h, maxgap 1, wind and latitude 6 steps each).
/// A point of a track stands for one step, so 36 h are six steps of 6 h.
/// </summary>
public sealed record CycloneStitchConfig
{
    /// <summary>The farthest that a centre moves in six hours; scaled to the time between two points.</summary>
    [Description("Farthest that a centre moves in 6 h, scaled to the time between its points, degrees of great circle."), Range(0.0, 60.0, MinimumIsExclusive = true)]
    public double RangeDegPerSixHours { get; init; } = 6;

    /// <summary>Least length of a track.</summary>
    [Description("Least duration of a track, hours."), Range(0.0, 1000.0)]
    public double MinimumHours { get; init; } = 36;

    /// <summary>Longest time for which a track's candidates may be missing.</summary>
    [Description("Longest gap in a track: the time for which its steps have no candidate, hours."), Range(0.0, 240.0)]
    public double MaximumGapHours { get; init; } = 6;

    /// <summary>The wind that a cyclone has.</summary>
    [Description("Least lowest-level wind of a tropical cyclone, m s-1."), Range(0.0, 100.0)]
    public double MinimumWindMetresPerSecond { get; init; } = 17.5;

    /// <summary>For how long it has it.</summary>
    [Description("Time for which a track has that wind, hours."), Range(0.0, 1000.0)]
    public double WindHours { get; init; } = 36;

    /// <summary>Where a cyclone is tropical.</summary>
    [Description("Farthest latitude at which a cyclone counts as tropical, degrees."), Range(0.0, 90.0)]
    public double MaximumLatitudeDeg { get; init; } = 40;

    /// <summary>For how long it is there.</summary>
    [Description("Time for which a track lies equatorward of that latitude, hours."), Range(0.0, 1000.0)]
    public double LatitudeHours { get; init; } = 36;
}
