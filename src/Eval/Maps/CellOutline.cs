using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// The outline of a class along the edges of its cells. On a global grid the first and last columns are neighbours, so the seam draws no line.
/// </summary>
internal static class CellOutline
{
    /// <summary>Edges between cells of a class and cells of any other, runs of equal edges joined.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="mask">[H, W].</param>
    /// <param name="classIndex">The class that is outlined.</param>
    public static IReadOnlyList<EdgeSegment> Of(LatLonGrid grid, ReadOnlySpan<byte> mask, byte classIndex)
    {
        var columns = new CellLookup(grid).ColumnEdgesDeg;
        var rows = grid.LatitudeBoundsDeg;
        var segments = new List<EdgeSegment>();
        // Along parallels: edge e lies between rows e - 1 and e.
        for (int edge = 0; edge <= grid.Height; edge++)
        {
            int start = -1;
            for (int column = 0; column <= grid.Width; column++)
            {
                bool drawn = column < grid.Width && Inside(mask, edge - 1, column) != Inside(mask, edge, column);
                if (drawn && start < 0) start = column;
                if (!drawn && start >= 0)
                {
                    segments.Add(new EdgeSegment(columns[start], rows[edge], columns[column], rows[edge]));
                    start = -1;
                }
            }
        }
        // Along meridians: edge e lies between columns e - 1 and e; on a global grid the last edge is the first.
        for (int edge = 0; edge <= (grid.IsGlobal ? grid.Width - 1 : grid.Width); edge++)
        {
            int start = -1;
            for (int row = 0; row <= grid.Height; row++)
            {
                bool drawn = row < grid.Height && Inside(mask, row, edge - 1) != Inside(mask, row, edge);
                if (drawn && start < 0) start = row;
                if (!drawn && start >= 0)
                {
                    segments.Add(new EdgeSegment(columns[edge], rows[start], columns[edge], rows[row]));
                    start = -1;
                }
            }
        }
        return segments;

        bool Inside(ReadOnlySpan<byte> cells, int row, int column)
        {
            if (row < 0 || row >= grid.Height) return false;
            if (column < 0 || column >= grid.Width)
            {
                if (!grid.IsGlobal) return false;
                column = (column + grid.Width) % grid.Width;
            }
            return cells[row * grid.Width + column] == classIndex;
        }
    }
}
