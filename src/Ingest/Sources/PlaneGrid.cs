using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Latitude and longitude that are stored for every cell, as WRF does.</summary>
/// <param name="Latitude">The variable.</param>
/// <param name="Longitude">The variable, over the same dimensions.</param>
internal sealed record PlaneGrid(NetCdfVariable Latitude, NetCdfVariable Longitude)
{
    (SourceGrid, NetCdfDimension, NetCdfDimension)? rectilinear;
    bool isRead;

    /// <summary>The coordinates of a variable; null when it has none of two dimensions.</summary>
    internal static PlaneGrid? Of(FieldAxes axes)
    {
        foreach (var latitude in axes.Planes(AxisRole.Latitude))
        {
            if (axes.Planes(AxisRole.Longitude).FirstOrDefault(l => l.Dimensions.SequenceEqual(latitude.Dimensions)) is { } longitude) return new PlaneGrid(latitude, longitude);
        }
        return null;
    }

    /// <summary>
    /// The rectilinear grid that they make when they are constant along rows and columns within 1e-4 degrees at every time (SCIENCE, Grid).
    /// </summary>
    /// <returns>The grid and which of the last two dimensions is the rows; null when the grid is curvilinear.</returns>
    /// <exception cref="DataException">The grid moves with time.</exception>
    internal (SourceGrid Grid, NetCdfDimension Rows, NetCdfDimension Columns)? Rectilinear
    {
        get
        {
            if (!isRead) (rectilinear, isRead) = (Find(), true);
            return rectilinear;
        }
    }

    /// <summary>Whether axes of one dimension each say the same. Those of FV3 (grid_yt in degrees_N) only count the cells.</summary>
    internal bool Agrees(SourceGrid grid) => Rectilinear is { } found && found.Grid.Matches(grid);

    /// <summary>Index of the first cell without coordinates: land in an ocean's file; null when all have some.</summary>
    internal int? FirstGap { get; private set; }

    /// <summary>The usual distance of two rows in degrees.</summary>
    internal double RowSpacingDeg
    {
        get
        {
            double[] latitudes = [.. CoordinateAngles.ReadDegreesWithGaps(Latitude).Where(double.IsFinite)];
            return latitudes.Length == 0 ? 1 : (latitudes.Max() - latitudes.Min()) / Math.Max(1, Latitude.Dimensions[^2].Length - 1);
        }
    }

    (SourceGrid, NetCdfDimension, NetCdfDimension)? Find()
    {
        double[] latitudes = CoordinateAngles.ReadDegreesWithGaps(Latitude), longitudes = CoordinateAngles.ReadDegreesWithGaps(Longitude);
        FirstGap = Enumerable.Range(0, latitudes.Length).Where(i => !double.IsFinite(latitudes[i]) || !double.IsFinite(longitudes[i])).Select(i => (int?)i).FirstOrDefault();
        var (first, second) = (Latitude.Dimensions[^2], Latitude.Dimensions[^1]);
        int height = (int)first.Length, width = (int)second.Length;
        if (Latitude.Dimensions.Count == 3 && (Moves(latitudes, height * width) || Moves(longitudes, height * width)))
            throw new DataException($"its grid moves with time ({Latitude.Name} and {Longitude.Name}): split the file into one for each time, such as: cdo splitsel,1 {ShellWord.Of(Latitude.FilePath)} step_");
        if (IsConstant(latitudes, height, width, alongRows: true) && IsConstant(longitudes, height, width, alongRows: false))
            return (Grid([.. Enumerable.Range(0, height).Select(i => latitudes[i * width])], longitudes[..width]), first, second);
        if (IsConstant(latitudes, height, width, alongRows: false) && IsConstant(longitudes, height, width, alongRows: true))
            return (Grid(latitudes[..width], [.. Enumerable.Range(0, height).Select(i => longitudes[i * width])]), second, first);
        return null;
    }

    SourceGrid Grid(double[] latitudes, double[] longitudes) => SourceGrid.Of(latitudes, longitudes, Latitude.Name, Longitude.Name);

    static bool Moves(double[] values, int cells)
    {
        for (int i = cells; i < values.Length; i++)
            if (Math.Abs(values[i] - values[i % cells]) > SourceGrid.ToleranceDeg) return true;
        return false;
    }

    static bool IsConstant(double[] values, int height, int width, bool alongRows)
    {
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                if (!(Math.Abs(values[row * width + column] - (alongRows ? values[row * width] : values[column])) <= SourceGrid.ToleranceDeg)) return false; // a gap too: it is no row
        return true;
    }
}
