using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Tells what a dimension stands for: by its coordinate variable's attributes (CF 4), else by its name.</summary>
internal static class AxisRoles
{
    /// <summary>The role of a coordinate variable, of one dimension, two or none.</summary>
    internal static AxisRole OfCoordinate(NetCdfVariable variable)
    {
        string units = variable.Attributes.Text("units")?.Trim() ?? "";
        if (HasTimeUnits(variable)) return AxisRole.Time;
        switch (units.ToLowerInvariant())
        {
            case "degrees_north" or "degree_north" or "degree_n" or "degrees_n" or "degreen" or "degreesn" or "degrees_south" or "degree_south" or "degree_s" or "degrees_s": return AxisRole.Latitude;
            case "degrees_east" or "degree_east" or "degree_e" or "degrees_e" or "degreee" or "degreese" or "degrees_west" or "degree_west" or "degree_w" or "degrees_w": return AxisRole.Longitude;
        }
        switch (variable.Attributes.Text("standard_name")?.Trim())
        {
            case "latitude": return AxisRole.Latitude;
            case "longitude": return AxisRole.Longitude;
            case "time": return AxisRole.Time;
            case "air_pressure" or "height" or "altitude" or "atmosphere_hybrid_sigma_pressure_coordinate": return AxisRole.Level;
            case "grid_latitude" or "grid_longitude" or "projection_x_coordinate" or "projection_y_coordinate": return AxisRole.Other;
        }
        if (PressureLevels.HPaPerUnit(units) != null) return AxisRole.Level;
        bool isAngle = units.ToLowerInvariant() is "" or "degree" or "degrees" or "rad" or "radian" or "radians";
        return variable.Attributes.Text("axis")?.Trim().ToUpperInvariant() switch
        {
            "T" => AxisRole.Time,
            "Z" => AxisRole.Level,
            "Y" when isAngle => AxisRole.Latitude,
            "X" when isAngle => AxisRole.Longitude,
            _ => variable.Attributes.Find("positive") != null ? AxisRole.Level : ByName(variable.Name) is var role && (isAngle || role is not (AxisRole.Latitude or AxisRole.Longitude)) ? role : AxisRole.Other,
        };
    }

    /// <summary>Whether a unit is degrees north or east, as CF spells them, or says nothing.</summary>
    internal static bool AreDegrees(string units) => units.ToLowerInvariant() is "" or "1" or "degree" or "degrees"
        or "degrees_north" or "degree_north" or "degree_n" or "degrees_n" or "degreen" or "degreesn" or "degrees_east" or "degree_east" or "degree_e" or "degrees_e" or "degreee" or "degreese";

    /// <summary>Whether a unit is degrees south or west.</summary>
    internal static bool AreOpposite(string units) =>
        units.ToLowerInvariant() is "degrees_south" or "degree_south" or "degree_s" or "degrees_s" or "degrees_west" or "degree_west" or "degree_w" or "degrees_w";

    /// <summary>Whether its units are <c>... since ...</c>.</summary>
    internal static bool HasTimeUnits(NetCdfVariable coordinate) =>
        coordinate.Attributes.Text("units")?.Contains(" since ", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The role that a name tells; the groups before it count for nothing.</summary>
    internal static AxisRole ByName(string name) => name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant() switch
    {
        "lat" or "latitude" or "nlat" => AxisRole.Latitude,
        "lon" or "longitude" or "nlon" => AxisRole.Longitude,
        "time" or "valid_time" => AxisRole.Time,
        "lev" or "level" or "ilev" or "plev" or "pressure" or "pressure_level" or "isobaric" or "height" or "bottom_top" or "bottom_top_stag" => AxisRole.Level,
        _ => AxisRole.Other,
    };
}
