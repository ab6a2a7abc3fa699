using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The grid of the CAM5 samples, which their files leave out: 768 latitudes from pole to pole, both included, and 1152 longitudes from 0 E (ClimDeepLearn's lat_lon.pkl).</summary>
internal static class CamGrid
{
    const int Rows = 768, Columns = 1152;

    /// <summary>The grid, when the shape is its own.</summary>
    /// <exception cref="DataException">The shape is another, so that nobody knows where the cells lie.</exception>
    internal static SourceGrid Of(long rows, long columns)
    {
        if (rows != Rows || columns != Columns)
            throw new DataException($"{rows} x {columns} cells without coordinates: only the {Rows} x {Columns} cells of CAM5 at 25 km are known by their shape; write climate/lat and climate/lon into the file");
        double[] latitudes = [.. Enumerable.Range(0, Rows).Select(i => -90 + 180.0 * i / (Rows - 1))];
        double[] longitudes = [.. Enumerable.Range(0, Columns).Select(i => 360.0 * i / Columns)];
        return SourceGrid.Of(latitudes, longitudes, "lat", "lon");
    }
}
