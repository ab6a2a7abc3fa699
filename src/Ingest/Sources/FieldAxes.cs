using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The dimensions of one variable: what each is, and the one-dimensional coordinate that says so.</summary>
internal sealed class FieldAxes
{
    readonly NetCdfFile file;
    readonly NetCdfVariable variable;
    readonly string[] named;

    internal FieldAxes(NetCdfFile file, NetCdfVariable variable)
    {
        this.file = file;
        this.variable = variable;
        named = variable.Attributes.Text("coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        Coordinates = [.. variable.Dimensions.Select(CoordinateOf)];
        Roles = [.. variable.Dimensions.Select((d, i) => d == Cells ? AxisRole.Other : Coordinates[i] is { } c ? AxisRoles.OfCoordinate(c) : AxisRoles.ByName(d.Name))];
    }

    /// <summary>The role of each dimension.</summary>
    internal AxisRole[] Roles { get; }

    /// <summary>The coordinate of each dimension; null where it has none.</summary>
    internal NetCdfVariable?[] Coordinates { get; }

    /// <summary>A dimension along which both latitude and longitude run: cells of no order; null when there is none.</summary>
    internal NetCdfDimension? Cells { get; private set; }

    /// <summary>The dimension of that role, or -1.</summary>
    internal int Of(AxisRole role) => Array.IndexOf(Roles, role);

    /// <summary>The coordinate along the dimension of that role, or null.</summary>
    internal NetCdfVariable? Coordinate(AxisRole role) => Of(role) is var axis and >= 0 ? Coordinates[axis] : null;

    /// <summary>A scalar coordinate of that role: one that the variable names; for time any that the file has.</summary>
    internal NetCdfVariable? Scalar(AxisRole role) => file.Variables.FirstOrDefault(v => v.Length == 1 && v.Dimensions.Count <= 1 && IsNumeric(v)
        && (role == AxisRole.Time ? AxisRoles.HasTimeUnits(v) : IsNamed(v)) && AxisRoles.OfCoordinate(v) == role);

    /// <summary>Coordinates of two dimensions (three, with time) over dimensions of the variable: those that it names first.</summary>
    internal IEnumerable<NetCdfVariable> Planes(AxisRole role) => file.Variables
        .Where(v => v != variable && v.Dimensions.Count is 2 or 3 && IsNumeric(v) && v.Dimensions.All(variable.Dimensions.Contains) && AxisRoles.OfCoordinate(v) == role)
        .OrderByDescending(IsNamed);

    NetCdfVariable? CoordinateOf(NetCdfDimension dimension)
    {
        if (file.Find(dimension.Name) is { Dimensions.Count: 1 } own && own.Dimensions[0] == dimension && IsNumeric(own)) return own;
        var along = file.Variables.Where(v => v != variable && v.Dimensions.Count == 1 && v.Dimensions[0] == dimension && IsNumeric(v))
            .Select(v => (Variable: v, Role: AxisRoles.OfCoordinate(v))).Where(c => c.Role != AxisRole.Other).OrderByDescending(c => IsNamed(c.Variable)).ToList();
        if (along.Any(c => c.Role == AxisRole.Latitude) && along.Any(c => c.Role == AxisRole.Longitude))
        {
            Cells = dimension;
            return null;
        }
        return along.FirstOrDefault().Variable;
    }

    // Names in a group are relative to it.
    bool IsNamed(NetCdfVariable candidate) => named.Any(n => candidate.Name == n || candidate.Name.EndsWith($"/{n}", StringComparison.Ordinal));

    static bool IsNumeric(NetCdfVariable candidate) => candidate.ElementBytes > 0 && candidate.Type != NetCdfType.Char && candidate.Refusal == null;
}
