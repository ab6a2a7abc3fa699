namespace Rossby.Ingest;

/// <summary>
/// A point that may be a tropical cyclone in one step, before tracks are known. Written as JSON between the passes of an ingest, and with each labelled
/// cyclone into the object table.
/// </summary>
public sealed record CycloneCandidate
{
    /// <summary>The pressure minimum, the centre of a cell.</summary>
    public required double LatitudeDeg { get; init; }

    /// <summary>The pressure minimum, in the grid's own longitudes.</summary>
    public required double LongitudeDeg { get; init; }

    /// <summary>How far the true minimum may lie from the cell's centre: half of a cell's diagonal, degrees.</summary>
    public required double PositionErrorDeg { get; init; }

    /// <summary>The pressure there, reduced to sea level where it is surface pressure and the height is known.</summary>
    public required double PressurePa { get; init; }

    /// <summary>Its contours are cut by an open edge or by missing cells.</summary>
    public required bool Truncated { get; init; }

    /// <summary>The strongest wind near the minimum; null where the wind is not read.</summary>
    public double? WindMetresPerSecond { get; init; }

    /// <summary>The level of the wind, such as <c>lowest model level</c>; null where the wind is not read.</summary>
    public string? WindLevel { get; init; }

    /// <summary>The radius measured in the wind, before clipping; null where the wind reaches the edge's speed nowhere, or is not read.</summary>
    public double? R8Deg { get; init; }

    /// <summary>The radius beyond the strongest ring where the mean wind falls to 63 km/h, before clipping; of <c>teca-tc</c>.</summary>
    public double? R0Deg { get; init; }

    /// <summary>Relative vorticity at 850 hPa, s-1; of <c>teca-tc</c>.</summary>
    public double? VorticityPerSecond { get; init; }

    /// <summary>The highest mean of T200 and T500 in the core; of <c>teca-tc</c>.</summary>
    public double? CoreTemperatureK { get; init; }

    /// <summary>Whether that falls off in eight directions; of <c>teca-tc</c>.</summary>
    public bool? HasWarmCore { get; init; }

    /// <summary>The largest thickness from 1000 to 200 hPa in the core; of <c>teca-tc</c>.</summary>
    public double? ThicknessM { get; init; }

    /// <summary>Whether that falls off in eight directions; of <c>teca-tc</c>.</summary>
    public bool? HasThickness { get; init; }

    /// <summary>The radius of the disc that labels it, degrees of great circle.</summary>
    public required double RadiusDeg { get; init; }

    /// <summary>Whether <see cref="RadiusDeg"/> is the measured radius.</summary>
    public required RadiusClipping RadiusClipping { get; init; }
}
