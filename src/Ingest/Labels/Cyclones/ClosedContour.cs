using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The closed-contour test of TempestExtremes (Ullrich and Zarzycki 2017, section 2.6; DetectNodes.cpp): a breadth-first flood from an extremum over the four
/// neighbours of each cell, which goes no further where the field has changed by the given amount; the contour is open when the flood leaves the radius.
/// </summary>
internal static class ClosedContour
{
    /// <summary>Traces the contour.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="field">[H, W]; NaN where missing.</param>
    /// <param name="start">The extremum's cell.</param>
    /// <param name="change">Positive: the field rises by as much; negative: it falls. In the field's unit.</param>
    /// <param name="radiusDeg">Within this great-circle distance of the start.</param>
    internal static ContourClosure Trace(LatLonGrid grid, ReadOnlySpan<float> field, int start, double change, double radiusDeg)
    {
        var distance = new GridDistance(grid, start);
        double sign = Math.Sign(change), level = field[start] * sign + Math.Abs(change);
        var seen = new HashSet<int> { start };
        var queue = new Queue<int>();
        queue.Enqueue(start);
        bool truncated = false;
        while (queue.TryDequeue(out int cell))
        {
            int row = cell / grid.Width, column = cell % grid.Width;
            for (int side = 0; side < 4; side++)
            {
                int y = row + (side == 0 ? -1 : side == 1 ? 1 : 0), x = column + (side == 2 ? -1 : side == 3 ? 1 : 0);
                if (y < 0 || y >= grid.Height)
                {
                    truncated |= !OpenEdge.IsPole(grid, y);
                    continue;
                }
                if (x < 0 || x >= grid.Width)
                {
                    if (!grid.IsGlobal)
                    {
                        truncated = true;
                        continue;
                    }
                    x = (x + grid.Width) % grid.Width;
                }
                int next = y * grid.Width + x;
                if (!seen.Add(next)) continue;
                if (distance.Deg(y, x) > radiusDeg) return ContourClosure.Open;
                if (float.IsNaN(field[next])) truncated = true;
                else if (field[next] * sign < level) queue.Enqueue(next);
            }
        }
        return truncated ? ContourClosure.Truncated : ContourClosure.Closed;
    }
}
