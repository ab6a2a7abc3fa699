using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A source's grid and how its rows and columns map to the stored order (SCIENCE, Grid).</summary>
internal sealed class SourceGrid
{
    /// <summary>Grids of two variables are one when no coordinate differs by more.</summary>
    internal const double ToleranceDeg = 1e-4;

    SourceGrid(LatLonGrid grid, SourceOrientation orientation) => (Grid, Orientation) = (grid, orientation);

    /// <summary>In stored order.</summary>
    internal LatLonGrid Grid { get; }

    /// <summary>The way back.</summary>
    internal SourceOrientation Orientation { get; }

    /// <summary>Brings the coordinates into the stored order: rows south to north; global columns from 0 E without a repeated one; regional ones increasing.</summary>
    /// <exception cref="DataException">Coordinates that go back and forth, run east to west, or leave the globe.</exception>
    internal static SourceGrid Of(double[] latitudes, double[] longitudes, string latitudeName, string longitudeName)
    {
        bool northToSouth = latitudes.Length > 1 && latitudes[^1] < latitudes[0];
        double[] rows = northToSouth ? [.. latitudes.Reverse()] : latitudes;
        double[] columns = Unwrap(longitudes, longitudeName);
        columns = columns[..^RepeatedColumns(columns, longitudeName)];
        var grid = new LatLonGrid(rows, columns);
        int firstColumn = 0;
        if (grid.IsGlobal)
        {
            double[] wrapped = [.. columns.Select(Wrap)];
            int west = Array.IndexOf(wrapped, wrapped.Min());
            firstColumn = (columns.Length - west) % columns.Length;
            grid = new LatLonGrid(rows, [.. wrapped[west..], .. wrapped[..west]]);
        }
        return new SourceGrid(grid, new SourceOrientation(northToSouth, firstColumn, latitudeName, longitudeName, longitudes));
    }

    /// <summary>Copies a field from the source's order into the stored one.</summary>
    /// <param name="source">[rows, columns] of the source, with the repeated column where it has one; [columns, rows] when transposed.</param>
    /// <param name="transposed">Whether the source's longitude varies slowest.</param>
    /// <param name="stored">Receives [H, W].</param>
    internal void Place(ReadOnlySpan<float> source, bool transposed, Span<float> stored)
    {
        int height = Grid.Height, width = Grid.Width, sourceWidth = Orientation.SourceLongitudeDeg.Count;
        int roll = Orientation.FirstColumn;
        for (int row = 0; row < height; row++)
        {
            var to = stored.Slice((Orientation.NorthToSouth ? height - 1 - row : row) * width, width);
            if (transposed)
            {
                for (int column = 0; column < width; column++) to[(column + roll) % width] = source[column * height + row];
                continue;
            }
            var from = source.Slice(row * sourceWidth, width);
            from[..(width - roll)].CopyTo(to[roll..]);
            from[(width - roll)..].CopyTo(to);
        }
    }

    /// <summary>Whether another variable's grid is the same, cell by cell and in the same order.</summary>
    internal bool Matches(SourceGrid other) => this == other
        || (Grid.Height == other.Grid.Height && Grid.Width == other.Grid.Width
            && Close(Grid.LatitudeDeg, other.Grid.LatitudeDeg) && Close(Grid.LongitudeDeg, other.Grid.LongitudeDeg));

    /// <summary>Whether the other one is the same and has its rows and columns in the same order in its file.</summary>
    internal bool IsLaidOutAs(SourceGrid other) =>
        Matches(other) && Orientation.NorthToSouth == other.Orientation.NorthToSouth && Orientation.FirstColumn == other.Orientation.FirstColumn;

    /// <summary>Size, extent and spacing, for messages.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Grid.Height} x {Grid.Width} cells, latitude {Grid.LatitudeDeg[0]:0.####} to {Grid.LatitudeDeg[^1]:0.####}, longitude {Grid.LongitudeDeg[0]:0.####} to {Grid.LongitudeDeg[^1]:0.####}");

    static bool Close(double[] a, double[] b)
    {
        for (int i = 0; i < a.Length; i++)
            if (Math.Abs(a[i] - b[i]) > ToleranceDeg) return false;
        return true;
    }

    // What comes after 360 degrees repeats the first columns; Place leaves it out.
    static int RepeatedColumns(double[] columns, string name)
    {
        int repeated = 0;
        while (columns.Length - repeated > 2 && columns[^(repeated + 1)] - columns[0] >= 360 - ToleranceDeg) repeated++;
        for (int i = 0; i < repeated; i++)
        {
            if (Math.Abs(columns[columns.Length - repeated + i] - columns[i] - 360) > ToleranceDeg)
                throw new DataException($"{name} spans more than 360 degrees, from {columns[0]} to {columns[^1]}, and its columns past 360 do not repeat the first ones");
        }
        return repeated;
    }

    // A jump back, such as 179 to -179, is the seam: what follows is 360 degrees further east.
    static double[] Unwrap(double[] longitudes, string name)
    {
        double[] columns = [.. longitudes];
        int jumps = 0;
        for (int i = 1; i < columns.Length; i++)
        {
            if (columns[i] + 360 * jumps < columns[i - 1] - 180) jumps++;
            columns[i] += 360 * jumps;
        }
        if (columns.Length > 1 && columns[1] < columns[0])
            throw new DataException($"{name} runs east to west, from {columns[0]} to {columns[^1]}: turn it round first (ncpdq -a -{name} in.nc out.nc)");
        return columns;
    }

    // 359.99999 is 0 that was rounded.
    static double Wrap(double longitude)
    {
        double wrapped = Sphere.WrapLongitude(longitude);
        return 360 - wrapped <= ToleranceDeg ? 0 : wrapped;
    }
}
