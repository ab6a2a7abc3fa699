using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// A grid to regrid to (SCIENCE, Regridding): even cells between bounds, given by their number or by their spacing. Without bounds it is the globe from 0 E.
/// </summary>
public sealed record GridConfig
{
    /// <summary>Rows.</summary>
    [Description("Rows, south to north; with 'width', instead of 'spacingDeg'."), Range(2, 100000)]
    public int? Height { get; init; }

    /// <summary>Columns.</summary>
    [Description("Columns, west to east; with 'height'."), Range(2, 100000)]
    public int? Width { get; init; }

    /// <summary>Spacing of rows and columns in degrees.</summary>
    [Description("Spacing of rows and columns, degrees; must divide the bounds."), Range(0.0, 90.0, MinimumIsExclusive = true)]
    public double? SpacingDeg { get; init; }

    /// <summary>Southern edge of the first row.</summary>
    [Description("Southern edge of the first row, degrees north."), Range(-90.0, 90.0)]
    public double SouthDeg { get; init; } = -90;

    /// <summary>Northern edge of the last row.</summary>
    [Description("Northern edge of the last row, degrees north."), Range(-90.0, 90.0)]
    public double NorthDeg { get; init; } = 90;

    /// <summary>Western edge of the first column.</summary>
    [Description("Western edge of the first column, degrees east."), Range(-360.0, 720.0)]
    public double WestDeg { get; init; }

    /// <summary>Eastern edge of the last column.</summary>
    [Description("Eastern edge of the last column, degrees east; more than the western one, by 360 for the globe."), Range(-360.0, 720.0)]
    public double EastDeg { get; init; } = 360;

    /// <summary>The grid: cell centres half a spacing within the bounds.</summary>
    public LatLonGrid Build()
    {
        int rows = Height ?? Count(NorthDeg - SouthDeg), columns = Width ?? Count(EastDeg - WestDeg);
        return new LatLonGrid(Centres(SouthDeg, NorthDeg, rows), Centres(WestDeg, EastDeg, columns));
    }

    /// <summary>How many spacings fit into so many degrees, rounded.</summary>
    internal int Count(double degrees) => (int)Math.Round(degrees / SpacingDeg!.Value);

    static double[] Centres(double from, double to, int count) => [.. Enumerable.Range(0, count).Select(i => from + (to - from) * (i + 0.5) / count)];
}
