using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Tells what a dimension stands for: by its coordinate variable's attributes (CF 4), else by its name.</summary>
internal static class AxisRoles
{
    internal static AxisRole Of(NetCdfFile file, NetCdfDimension dimension)
    {
        var coordinate = Coordinate(file, dimension);
        return coordinate == null ? ByName(dimension.Name) : OfCoordinate(coordinate);
    }

    /// <summary>The one-dimensional variable that bears the dimension's name, or null.</summary>
    internal static NetCdfVariable? Coordinate(NetCdfFile file, NetCdfDimension dimension) =>
        file.Find(dimension.Name) is { Dimensions.Count: 1 } variable && variable.Dimensions[0].Name == dimension.Name ? variable : null;

    /// <summary>The role of a coordinate variable, of one dimension, two or none.</summary>
    internal static AxisRole OfCoordinate(NetCdfVariable variable)
    {
        string units = variable.Attributes.Text("units")?.Trim() ?? "";
        if (units.Contains(" since ", StringComparison.OrdinalIgnoreCase)) return AxisRole.Time;
        switch (units.ToLowerInvariant())
        {
            case "degrees_north" or "degree_north" or "degree_n" or "degrees_n" or "degreen" or "degreesn": return AxisRole.Latitude;
            case "degrees_east" or "degree_east" or "degree_e" or "degrees_e" or "degreee" or "degreese": return AxisRole.Longitude;
        }
        switch (variable.Attributes.Text("standard_name")?.Trim())
        {
            case "latitude": return AxisRole.Latitude;
            case "longitude": return AxisRole.Longitude;
            case "time": return AxisRole.Time;
            case "air_pressure" or "height" or "altitude" or "atmosphere_hybrid_sigma_pressure_coordinate": return AxisRole.Level;
        }
        if (PressureLevels.HPaPerUnit(units) != null) return AxisRole.Level;
        return variable.Attributes.Text("axis")?.Trim().ToUpperInvariant() switch
        {
            "T" => AxisRole.Time,
            "Z" => AxisRole.Level,
            "Y" => AxisRole.Latitude,
            "X" => AxisRole.Longitude,
            _ => variable.Attributes.Find("positive") != null ? AxisRole.Level : ByName(variable.Name),
        };
    }

    static AxisRole ByName(string name) => name.ToLowerInvariant() switch
    {
        "lat" or "latitude" or "nlat" => AxisRole.Latitude,
        "lon" or "longitude" or "nlon" => AxisRole.Longitude,
        "time" or "valid_time" => AxisRole.Time,
        "lev" or "level" or "ilev" or "plev" or "pressure" or "pressure_level" or "isobaric" or "height" => AxisRole.Level,
        _ => AxisRole.Other,
    };
}
