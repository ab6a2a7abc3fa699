using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The dimensions of one variable: what each is, and the one-dimensional coordinate that says so.</summary>
internal sealed class FieldAxes
{
    readonly NetCdfFile file;
    readonly NetCdfVariable variable;
    readonly FileCoordinates shared;
    readonly string[] named;

    internal FieldAxes(NetCdfFile file, NetCdfVariable variable, FileCoordinates shared)
    {
        this.shared = shared;
        this.file = file;
        this.variable = variable;
        named = variable.Attributes.Text("coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        Coordinates = [.. variable.Dimensions.Select(CoordinateOf)];
        Roles = [.. variable.Dimensions.Select((d, i) => d == Cells?.Dimension ? AxisRole.Other : Coordinates[i] is { } c ? shared.RoleOf(c) : AxisRoles.ByName(d.Name))];
    }

    /// <summary>The role of each dimension.</summary>
    internal AxisRole[] Roles { get; }

    /// <summary>The coordinate of each dimension; null where it has none.</summary>
    internal NetCdfVariable?[] Coordinates { get; }

    /// <summary>A dimension along which both latitude and longitude run: cells of no order; null when there is none.</summary>
    internal CellCoordinates? Cells { get; private set; }

    /// <summary>Whether a plane of coordinates lies over the two dimensions that have the roles of latitude and longitude.</summary>
    internal bool IsOverAxes(PlaneGrid plane) =>
        plane.Latitude.Dimensions.TakeLast(2).All(d => d == variable.Dimensions[Of(AxisRole.Latitude)] || d == variable.Dimensions[Of(AxisRole.Longitude)]);

    /// <summary>The dimension of that role, or -1.</summary>
    internal int Of(AxisRole role) => Array.IndexOf(Roles, role);

    /// <summary>The coordinate along the dimension of that role, or null.</summary>
    internal NetCdfVariable? Coordinate(AxisRole role) => Of(role) is var axis and >= 0 ? Coordinates[axis] : null;

    /// <summary>A scalar coordinate of that role: one that the variable names; for time any that the file has, the beginning of a forecast only where there is no other.</summary>
    internal NetCdfVariable? Scalar(AxisRole role) => file.Variables.Where(v => v.Length == 1 && v.Dimensions.Count <= 1 && IsNumeric(v)
        && (role == AxisRole.Time ? AxisRoles.HasTimeUnits(v) : IsNamed(v)) && shared.RoleOf(v) == role).OrderBy(AxisRoles.IsForecastStart).FirstOrDefault();

    /// <summary>Coordinates of two dimensions (three, with time) over dimensions of the variable: those that it names first.</summary>
    internal IEnumerable<NetCdfVariable> Planes(AxisRole role) => file.Variables
        .Where(v => v != variable && v.Dimensions.Count is 2 or 3 && IsNumeric(v) && v.Dimensions.All(variable.Dimensions.Contains) && shared.RoleOf(v) == role)
        .OrderByDescending(IsNamed);

    NetCdfVariable? CoordinateOf(NetCdfDimension dimension)
    {
        var own = file.Find(dimension.Name) is { Dimensions.Count: 1 } named && named.Dimensions[0] == dimension && IsNumeric(named) ? named : null;
        if (own != null && shared.RoleOf(own) != AxisRole.Other) return (AxisRoles.IsForecastStart(own) ? ValidTimes(dimension) : null) ?? own;
        var along = file.Variables.Where(v => v != variable && v.Dimensions.Count == 1 && v.Dimensions[0] == dimension && IsNumeric(v))
            .Select(v => (Variable: v, Role: shared.RoleOf(v))).Where(c => c.Role != AxisRole.Other).OrderBy(c => AxisRoles.IsForecastStart(c.Variable)).ThenByDescending(c => IsNamed(c.Variable)).ToList();
        // Steps of a forecast count hours; the time that they lead to lies beside them.
        if (own != null) return along.Find(c => c.Role == AxisRole.Time && AxisRoles.HasTimeUnits(c.Variable)).Variable ?? own;
        if (along.Find(c => c.Role == AxisRole.Latitude).Variable is { } latitude && along.Find(c => c.Role == AxisRole.Longitude).Variable is { } longitude)
        {
            Cells = new CellCoordinates(dimension, latitude, longitude);
            return null;
        }
        return along.FirstOrDefault().Variable;
    }

    // cfgrib counts forecasts by when they began (time); what they are for is valid_time, along the same dimension or, for one forecast, along none.
    NetCdfVariable? ValidTimes(NetCdfDimension dimension) => file.Variables
        .Where(v => v.Length == dimension.Length && v.Dimensions.All(d => d == dimension || d.Length == 1) && IsNumeric(v) && AxisRoles.HasTimeUnits(v)
            && shared.RoleOf(v) == AxisRole.Time && !AxisRoles.IsForecastStart(v))
        .OrderByDescending(IsNamed).FirstOrDefault();

    // Names in a group are relative to it.
    bool IsNamed(NetCdfVariable candidate) => named.Any(n => candidate.Name == n || candidate.Name.EndsWith($"/{n}", StringComparison.Ordinal));

    static bool IsNumeric(NetCdfVariable candidate) => candidate.ElementBytes > 0 && candidate.Type != NetCdfType.Char && candidate.Refusal == null;
}
