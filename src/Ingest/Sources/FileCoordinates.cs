using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>What several variables of a file share, read once.</summary>
internal sealed class FileCoordinates(NetCdfFile file)
{
    readonly Lazy<NetCdfVariable?> scalarTime = new(() => file.Variables.Where(v => v.Length == 1 && v.Dimensions.Count <= 1 && AxisRoles.IsNumeric(v) && AxisRoles.HasTimeUnits(v)).OrderBy(AxisRoles.IsForecastStart).FirstOrDefault());
    readonly Lazy<NetCdfVariable[]> forecastSteps = new(() => [.. file.Variables.Where(v => AxisRoles.IsNumeric(v) && AxisRoles.IsForecastStep(v))]);
    // Found out once for each variable: a file with thousands asks for them by the million.
    readonly Dictionary<NetCdfVariable, AxisRole> roles = [];

    /// <summary>The role of a coordinate variable.</summary>
    internal AxisRole RoleOf(NetCdfVariable coordinate) =>
        roles.TryGetValue(coordinate, out var known) ? known : roles[coordinate] = AxisRoles.OfCoordinate(coordinate);

    /// <summary>A scalar coordinate of time, the beginning of a forecast only where there is no other; null where there is none.</summary>
    internal NetCdfVariable? ScalarTime => scalarTime.Value;

    /// <summary>The variables that say how long after its beginning a forecast is for.</summary>
    internal IReadOnlyList<NetCdfVariable> ForecastSteps => forecastSteps.Value;

    /// <summary>Grids along axes, by the names of latitude and longitude.</summary>
    internal Dictionary<(string Latitude, string Longitude), SourceGrid> Grids { get; } = [];

    /// <summary>Grids with coordinates for every cell, by the same names.</summary>
    internal Dictionary<(string Latitude, string Longitude), PlaneGrid> Planes { get; } = [];

    /// <summary>Time axes, by name and whether they are those of a mean.</summary>
    internal Dictionary<(string Name, bool IsMean), TimeAxis> Times { get; } = [];
}
