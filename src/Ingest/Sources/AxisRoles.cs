using Rossby.Core;
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
        switch (Direction(units))
        {
            case 'n' or 's': return AxisRole.Latitude;
            case 'e' or 'w': return AxisRole.Longitude;
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
        bool isAngle = units.ToLowerInvariant() is "" or "deg" or "degree" or "degrees" or "°" or "rad" or "radian" or "radians";
        return variable.Attributes.Text("axis")?.Trim().ToUpperInvariant() switch
        {
            "T" => AxisRole.Time,
            "Z" => AxisRole.Level,
            "Y" when isAngle => AxisRole.Latitude,
            "X" when isAngle => AxisRole.Longitude,
            _ => variable.Attributes.Find("positive") != null ? AxisRole.Level : ByName(variable.Name) is var role && (isAngle || role is not (AxisRole.Latitude or AxisRole.Longitude)) ? role : AxisRole.Other,
        };
    }

    /// <summary>Whether a unit is degrees north or east, or says nothing.</summary>
    internal static bool AreDegrees(string units) => units.ToLowerInvariant() is "" or "1" or "deg" or "degree" or "degrees" or "°" || Direction(units) is 'n' or 'e';

    /// <summary>Whether a unit is degrees south or west.</summary>
    internal static bool AreOpposite(string units) => Direction(units) is 's' or 'w';

    // degrees_north as CF 4.1 spells it (degree_N, degreesN, ...) and as others do: Degrees North, deg N, °N. The first letter of the direction; null where there is none.
    static char? Direction(string units)
    {
        string plain = new([.. units.ToLowerInvariant().Where(c => c is not (' ' or '_' or '.'))]);
        string? degree = Array.Find(["degrees", "degree", "deg", "°", "º"], d => plain.StartsWith(d, StringComparison.Ordinal));
        return degree == null ? null : plain[degree.Length..] switch
        {
            "n" or "north" => 'n',
            "s" when degree == "deg" => null, // their plural
            "s" or "south" => 's',
            "e" or "east" => 'e',
            "w" or "west" => 'w',
            _ => null,
        };
    }

    /// <summary>Whether it holds numbers that can be read.</summary>
    internal static bool IsNumeric(NetCdfVariable candidate) => candidate.ElementBytes > 0 && candidate.Type != NetCdfType.Char && candidate.Refusal == null;

    /// <summary>Whether its units are <c>... since ...</c>.</summary>
    internal static bool HasTimeUnits(NetCdfVariable coordinate) =>
        coordinate.Attributes.Text("units")?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(1).Contains("since", StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Whether it says when a forecast began, which is not the time of its fields.</summary>
    internal static bool IsForecastStart(NetCdfVariable coordinate) => coordinate.Attributes.Text("standard_name")?.Trim() is { } stated ? stated == "forecast_reference_time"
        : Leaf(coordinate.Name) is var name && (name is "forecast_reference_time" or "reference_time" or "reftime" or "init_time" || name.StartsWith("initial_time", StringComparison.Ordinal));

    /// <summary>Whether it says how long after its beginning a forecast is for: CF's forecast_period, or, in units of time, what cfgrib, ECMWF, NCL and others call it.</summary>
    internal static bool IsForecastStep(NetCdfVariable coordinate)
    {
        if (HasTimeUnits(coordinate)) return false;
        if (coordinate.Attributes.Text("standard_name")?.Trim() is { } stated) return stated == "forecast_period";
        string name = Leaf(coordinate.Name);
        return (name is "step" or "lead" or "leadtime" or "lead_time" or "forecast_period" or "forecast_hour" or "prediction_timedelta" || name.StartsWith("forecast_time", StringComparison.Ordinal))
            && coordinate.Attributes.Text("units")?.Trim() is { } unit && (unit is "months" or "years" || CfTime.SecondsPer(unit, ClimateCalendar.Standard) != null);
    }

    /// <summary>The role that a name tells; the groups before it count for nothing.</summary>
    internal static AxisRole ByName(string name) => Leaf(name) switch
    {
        "lat" or "latitude" or "nlat" or "latcell" or "clat" => AxisRole.Latitude,
        "lon" or "longitude" or "nlon" or "loncell" or "clon" => AxisRole.Longitude,
        "time" or "valid_time" => AxisRole.Time,
        "lev" or "level" or "ilev" or "plev" or "pressure" or "pressure_level" or "isobaric" or "height" or "bottom_top" or "bottom_top_stag" => AxisRole.Level,
        _ => AxisRole.Other,
    };

    static string Leaf(string name) => name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
}
