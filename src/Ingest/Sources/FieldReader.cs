using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Finds out what the dimensions of one variable are.</summary>
internal sealed class FieldReader(
    NetCdfFile file, NetCdfVariable variable, Dictionary<(string, string), SourceGrid> grids, Dictionary<(string, bool), TimeAxis> times)
{
    internal SourceField Read()
    {
        var roles = variable.Dimensions.Select(d => AxisRoles.Of(file, d)).ToArray();
        var field = new SourceField
        {
            FilePath = file.Path,
            Name = variable.Name,
            Shape = SourceField.Describe(variable),
            Units = Text("units"),
            LongName = Text("long_name"),
            StandardName = Text("standard_name"),
            Roles = roles,
            Lengths = variable.Shape,
        };
        if (Refusal(roles) is { } refusal) return field with { Refusal = $"{file.Path}: {field}: {refusal}" };
        try
        {
            var vertical = Vertical(roles);
            return field with
            {
                Grid = Grid(roles),
                Times = Times(roles),
                LevelsHPa = vertical == null ? null : PressureLevels.Read(vertical),
                HeightsM = vertical == null ? null : HeightLevels.Read(vertical),
                Hybrid = vertical == null ? null : HybridLevels.Read(file, vertical),
            };
        }
        catch (DataException e)
        {
            // It matters only to who asks for this variable.
            return field with { Refusal = $"{file.Path}: {field}: {e.Message}" };
        }
    }

    string? Refusal(AxisRole[] roles)
    {
        foreach (var role in (ReadOnlySpan<AxisRole>)[AxisRole.Latitude, AxisRole.Longitude])
        {
            string axis = role == AxisRole.Latitude ? "latitude" : "longitude";
            switch (roles.Count(r => r == role))
            {
                case 0: return NoAxis(axis);
                case > 1: return $"it has more than one {axis} axis";
            }
            var dimension = variable.Dimensions[Array.IndexOf(roles, role)];
            if (AxisRoles.Coordinate(file, dimension) == null) return $"its {axis} dimension {dimension.Name} has no coordinate variable of that name";
        }
        if (roles.Count(r => r == AxisRole.Time) > 1) return "it has more than one time axis";
        if (roles.Count(r => r == AxisRole.Level) > 1) return "it has more than one vertical axis";
        for (int i = 0; i < roles.Length; i++)
            if (roles[i] == AxisRole.Other && variable.Shape[i] != 1)
                return $"its dimension {variable.Dimensions[i].Name} of length {variable.Shape[i]} is neither time, level, latitude nor longitude";
        return null;
    }

    // Two-dimensional coordinates, or one-dimensional ones that share their dimension, tell what the grid is.
    string NoAxis(string axis)
    {
        string named = Text("coordinates") ?? "";
        foreach (string name in named.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (file.Find(name) is not { } coordinate || AxisRoles.OfCoordinate(coordinate) is not (AxisRole.Latitude or AxisRole.Longitude)) continue;
            return coordinate.Dimensions.Count > 1
                ? $"its grid is curvilinear ({coordinate.Name}({SourceField.Describe(coordinate)})); regrid it to latitude and longitude first, such as: cdo remapbil,r360x180 {file.Path} out.nc"
                : $"its grid is unstructured (cells along {coordinate.Dimensions[0].Name}); regrid it to latitude and longitude first, such as: cdo remapcon,r360x180 {file.Path} out.nc";
        }
        return $"it has no {axis} axis";
    }

    SourceGrid Grid(AxisRole[] roles)
    {
        var latitude = AxisRoles.Coordinate(file, variable.Dimensions[Array.IndexOf(roles, AxisRole.Latitude)])!;
        var longitude = AxisRoles.Coordinate(file, variable.Dimensions[Array.IndexOf(roles, AxisRole.Longitude)])!;
        if (grids.TryGetValue((latitude.Name, longitude.Name), out var known)) return known;
        var grid = SourceGrid.Of(CoordinateValues.Read(latitude), CoordinateValues.Read(longitude), latitude.Name, longitude.Name);
        return grids[(latitude.Name, longitude.Name)] = grid;
    }

    TimeAxis? Times(AxisRole[] roles)
    {
        int axis = Array.IndexOf(roles, AxisRole.Time);
        var coordinate = axis >= 0 ? AxisRoles.Coordinate(file, variable.Dimensions[axis]) : Scalar(AxisRole.Time);
        if (coordinate == null || !HasTimeUnits(coordinate)) return null;
        bool isMean = IsMean(Text("cell_methods"), coordinate.Name);
        if (times.TryGetValue((coordinate.Name, isMean), out var known)) return known;
        return times[(coordinate.Name, isMean)] = TimeAxis.Read(file, coordinate, isMean);
    }

    NetCdfVariable? Vertical(AxisRole[] roles)
    {
        int axis = Array.IndexOf(roles, AxisRole.Level);
        return axis >= 0 ? AxisRoles.Coordinate(file, variable.Dimensions[axis]) : Scalar(AxisRole.Level);
    }

    // A scalar coordinate holds for a variable that names it; a scalar time holds for the whole file.
    NetCdfVariable? Scalar(AxisRole role)
    {
        string[] named = Text("coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return file.Variables.FirstOrDefault(v => v.Length == 1 && v.Dimensions.Count <= 1 && v.Type != NetCdfType.Char && v.ElementBytes > 0
            && (role == AxisRole.Time ? HasTimeUnits(v) : named.Contains(v.Name)) && AxisRoles.OfCoordinate(v) == role);
    }

    static bool HasTimeUnits(NetCdfVariable coordinate) =>
        coordinate.Attributes.Text("units")?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true;

    // A sum over an interval has its time as a mean has: the midpoint. cell_methods is a list such as "time: mean (interval: 1 hour) area: mean" (CF 7.3).
    static bool IsMean(string? cellMethods, string timeName)
    {
        if (cellMethods == null) return false;
        foreach (string name in (ReadOnlySpan<string>)[timeName, "time"])
        {
            int at = cellMethods.IndexOf($"{name}: ", StringComparison.Ordinal);
            if (at >= 0) return cellMethods.AsSpan(at + name.Length + 2).TrimStart() is var method && (method.StartsWith("mean") || method.StartsWith("sum"));
        }
        return false;
    }

    string? Text(string attribute) => variable.Attributes.Text(attribute);
}
