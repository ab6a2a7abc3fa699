using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Latitude and longitude that are stored for every cell, as WRF does.</summary>
/// <param name="Latitude">The variable.</param>
/// <param name="Longitude">The variable, over the same dimensions.</param>
internal sealed record PlaneGrid(NetCdfVariable Latitude, NetCdfVariable Longitude)
{
    (IReadOnlyList<SourceGrid>, NetCdfDimension, NetCdfDimension)? rectilinear;
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
    /// The rectilinear grid that they make when they are constant along rows and columns within 1e-4 degrees at every time (SCIENCE, Grid): one, or, where it
    /// moves, as a nest that follows a storm, one for each time.
    /// </summary>
    /// <returns>The grids and which of the last two dimensions is the rows; null when the grid is curvilinear.</returns>
    internal (IReadOnlyList<SourceGrid> Grids, NetCdfDimension Rows, NetCdfDimension Columns)? Rectilinear
    {
        get
        {
            if (!isRead) (rectilinear, isRead) = (Find(), true);
            return rectilinear;
        }
    }

    /// <summary>Whether axes of one dimension each say the same. Those of FV3 (grid_yt in degrees_N) only count the cells.</summary>
    internal bool Agrees(SourceGrid grid) => Rectilinear is { } found && found.Grids.All(g => g.Matches(grid));

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

    (IReadOnlyList<SourceGrid>, NetCdfDimension, NetCdfDimension)? Find()
    {
        double[] latitudes = CoordinateAngles.ReadDegreesWithGaps(Latitude), longitudes = CoordinateAngles.ReadDegreesWithGaps(Longitude);
        FirstGap = Enumerable.Range(0, latitudes.Length).Where(i => !double.IsFinite(latitudes[i]) || !double.IsFinite(longitudes[i])).Select(i => (int?)i).FirstOrDefault();
        var (first, second) = (Latitude.Dimensions[^2], Latitude.Dimensions[^1]);
        int height = (int)first.Length, width = (int)second.Length, cells = height * width;
        if (latitudes.Length < cells || longitudes.Length < cells) throw new DataException($"{Latitude.Name} and {Longitude.Name} hold no coordinates: there is no time in the file");
        int[] starts = Moves(latitudes, cells) || Moves(longitudes, cells) ? [.. Enumerable.Range(0, latitudes.Length / cells).Select(time => time * cells)] : [0];
        if (starts.All(s => AreParallels(s, rowsFirst: true))) return ([.. starts.Select(s => Grid(s, rowsFirst: true))], first, second);
        if (starts.All(s => AreParallels(s, rowsFirst: false))) return ([.. starts.Select(s => Grid(s, rowsFirst: false))], second, first);
        return null;

        bool AreParallels(int start, bool rowsFirst) =>
            IsConstant(latitudes.AsSpan(start, cells), height, width, alongRows: rowsFirst) && IsConstant(longitudes.AsSpan(start, cells), height, width, alongRows: !rowsFirst);

        SourceGrid Grid(int start, bool rowsFirst)
        {
            double[] alongSecond = (rowsFirst ? longitudes : latitudes)[start..(start + width)];
            double[] alongFirst = [.. Enumerable.Range(0, height).Select(i => (rowsFirst ? latitudes : longitudes)[start + i * width])];
            return rowsFirst ? SourceGrid.Of(alongFirst, alongSecond, Latitude.Name, Longitude.Name) : SourceGrid.Of(alongSecond, alongFirst, Latitude.Name, Longitude.Name);
        }
    }

    static bool Moves(double[] values, int cells)
    {
        for (int i = cells; i < values.Length; i++)
            if (Math.Abs(values[i] - values[i % cells]) > SourceGrid.ToleranceDeg) return true;
        return false;
    }

    static bool IsConstant(ReadOnlySpan<double> values, int height, int width, bool alongRows)
    {
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++)
                if (!(Math.Abs(values[row * width + column] - (alongRows ? values[row * width] : values[column])) <= SourceGrid.ToleranceDeg)) return false; // a gap too: it is no row
        return true;
    }
}
