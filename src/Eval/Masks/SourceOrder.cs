using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Takes a field from the stored order (south to north, west to east) back to its source's own rows and columns (SCIENCE, Grid).</summary>
public sealed class SourceOrder
{
    readonly LatLonGrid grid;
    readonly SourceOrientation orientation;

    /// <summary>For fields on <paramref name="grid"/> that came from a source so ordered.</summary>
    /// <exception cref="ArgumentException">The source's columns are not those of the grid, with or without a repeated one.</exception>
    public SourceOrder(LatLonGrid grid, SourceOrientation orientation)
    {
        (this.grid, this.orientation) = (grid, orientation);
        LongitudeDeg = orientation.SourceLongitudeDeg;
        if (Width != grid.Width && Width != grid.Width + 1)
            throw new ArgumentException($"SourceOrder: expected {grid.Width} columns or one more, got {Width}.");
        LatitudeDeg = orientation.NorthToSouth ? [.. grid.LatitudeDeg.Reverse()] : grid.LatitudeDeg;
    }

    /// <summary>Rows H.</summary>
    public int Height => grid.Height;

    /// <summary>Columns of the source: W, or W + 1 with a repeated cyclic column.</summary>
    public int Width => LongitudeDeg.Count;

    /// <summary>The source's row centres [H] in its order, in degrees.</summary>
    public IReadOnlyList<double> LatitudeDeg { get; }

    /// <summary>The source's column centres in its order, in degrees.</summary>
    public IReadOnlyList<double> LongitudeDeg { get; }

    /// <summary>Names of the source's coordinates, rows first.</summary>
    public (string Latitude, string Longitude) Names => (orientation.LatitudeName, orientation.LongitudeName);

    /// <summary>Reorders a field.</summary>
    /// <param name="stored">[H, W] in the stored order.</param>
    /// <param name="source">Receives [<see cref="Height"/>, <see cref="Width"/>] in the source's.</param>
    public void Restore<T>(ReadOnlySpan<T> stored, Span<T> source)
    {
        if (stored.Length != grid.CellCount || source.Length != Height * Width)
            throw new ArgumentException($"SourceOrder: expected {grid.CellCount} cells and {Height * Width} places, got {stored.Length} and {source.Length}.");
        for (int row = 0; row < Height; row++)
        {
            var from = stored.Slice((orientation.NorthToSouth ? Height - 1 - row : row) * grid.Width, grid.Width);
            var to = source.Slice(row * Width, Width);
            for (int column = 0; column < to.Length; column++) to[column] = from[(orientation.FirstColumn + column) % grid.Width];
        }
    }
}
