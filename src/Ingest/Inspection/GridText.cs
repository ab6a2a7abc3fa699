using System.Globalization;

namespace Rossby.Ingest;

/// <summary>A source's grid in words.</summary>
internal static class GridText
{
    internal static string Of(SourceGrid source)
    {
        var grid = source.Grid;
        return string.Create(CultureInfo.InvariantCulture,
            $"{grid.Height} x {grid.Width} cells of about {grid.LatitudeSpacingDeg:0.####} x {grid.LongitudeSpacingDeg:0.####} degrees, {(grid.IsGlobal ? "global" : "regional")}, ")
            + string.Create(CultureInfo.InvariantCulture, $"latitude {grid.LatitudeDeg[0]:0.####} to {grid.LatitudeDeg[^1]:0.####} ({(source.Orientation.NorthToSouth ? "north to south" : "south to north")} in the file), ")
            + string.Create(CultureInfo.InvariantCulture, $"longitude {source.Orientation.SourceLongitudeDeg[0]:0.####} to {source.Orientation.SourceLongitudeDeg[^1]:0.####}")
            + (source.Orientation.SourceLongitudeDeg.Count > grid.Width ? ", the last column repeats the first" : "");
    }
}
