using Rossby.Core;
using Rossby.NetCdf;
using Rossby.Udunits;

namespace Rossby.Ingest;

/// <summary>Latitudes and longitudes in degrees north and east, whatever angle they are stored in: radians, degrees south or west.</summary>
internal static class CoordinateAngles
{
    /// <summary>All values of a coordinate, row-major.</summary>
    /// <exception cref="DataException">It is damaged, misses values, or is in a unit that is no angle.</exception>
    internal static double[] ReadDegrees(NetCdfVariable coordinate) => InDegrees(coordinate, CoordinateValues.Read(coordinate));

    /// <summary>All values of a coordinate, row-major, NaN where one is missing.</summary>
    /// <exception cref="DataException">It is damaged, or in a unit that is no angle.</exception>
    internal static double[] ReadDegreesWithGaps(NetCdfVariable coordinate) => InDegrees(coordinate, CoordinateValues.ReadWithGaps(coordinate));

    static double[] InDegrees(NetCdfVariable coordinate, double[] values)
    {
        double scale = DegreesPer(coordinate.Attributes.Text("units")?.Trim() ?? "", coordinate.Name);
        return scale == 1 ? values : [.. values.Select(v => v * scale)];
    }

    /// <summary>Whether a coordinate says that it is in radians.</summary>
    internal static bool AreRadians(NetCdfVariable coordinate) => DegreesPer(coordinate.Attributes.Text("units")?.Trim() ?? "", coordinate.Name) is not (1 or -1);

    /// <summary>Whether latitudes and longitudes span the globe if they are radians; in degrees they would be a region of 3 by 6.</summary>
    internal static bool LookLikeRadians(double[] latitudes, double[] longitudes) =>
        IsSpan(latitudes, Math.PI) && IsSpan(longitudes, 2 * Math.PI) && latitudes.Max(Math.Abs) <= Math.PI / 2 + SourceGrid.ToleranceDeg;

    static double DegreesPer(string units, string name)
    {
        if (AxisRoles.AreDegrees(units)) return 1;
        if (AxisRoles.AreOpposite(units)) return -1;
        if (UnitSystem.Convert(units, "degree") is { } angle) return angle.Scale;
        if (UnitSystem.Knows(units)) throw new DataException($"{name} is in '{units}', which is no angle: latitudes and longitudes are read in degrees or radians");
        // Degrees by a name of the writer's own; that latitudes are none shows by their size.
        return 1;
    }

    // Within the two half cells that lie beyond the outer centres.
    static bool IsSpan(double[] centres, double whole)
    {
        if (centres.Length < 4) return false;
        double spacing = Math.Abs(centres[^1] - centres[0]) / (centres.Length - 1);
        return Math.Abs(spacing * centres.Length - whole) <= 1.01 * spacing;
    }
}
