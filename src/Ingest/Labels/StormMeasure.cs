using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Measures one connected object of a step.</summary>
internal static class StormMeasure
{
    /// <summary>Area, length, width and centroid of an object, and whether part of it may be unseen.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="cells">The object's cells, increasing, at least one.</param>
    /// <param name="field">[H, W] field of which the object was made; NaN marks missing cells.</param>
    /// <param name="time">The step.</param>
    /// <param name="stormClass">Its class.</param>
    internal static StormObject Measure(LatLonGrid grid, ReadOnlySpan<int> cells, ReadOnlySpan<float> field, ClimateTime time, byte stormClass)
    {
        double areaKm2 = 0;
        var centroid = new SphericalCentroid();
        bool truncated = false;
        foreach (int cell in cells)
        {
            double cellKm2 = grid.CellAreaKm2(cell);
            areaKm2 += cellKm2;
            centroid.Add(grid.LatitudeDeg[cell / grid.Width], grid.LongitudeDeg[cell % grid.Width], cellKm2);
            truncated |= TouchesUnseen(grid, cell, field);
        }
        double lengthKm = GreatCircleSpan.Km(grid, cells);
        return new StormObject
        {
            Time = time.ToString(),
            Class = stormClass,
            Cells = cells.Length,
            AreaKm2 = areaKm2,
            LengthKm = lengthKm,
            // One cell has no length; the side of a square of its area is as good a width as any.
            WidthKm = lengthKm > 0 ? areaKm2 / lengthKm : Math.Sqrt(areaKm2),
            CentroidLatitudeDeg = centroid.LatitudeDeg,
            CentroidLongitudeDeg = centroid.LongitudeDeg,
            Truncated = truncated,
        };
    }

    /// <summary>Whether a cell lies beside an open edge or a missing cell. The poles are no edge: a row whose outer bound is a pole has nothing beyond it.</summary>
    internal static bool TouchesUnseen(LatLonGrid grid, int cell, ReadOnlySpan<float> field)
    {
        int row = cell / grid.Width, column = cell % grid.Width;
        for (int dy = -1; dy <= 1; dy++)
        {
            int y = row + dy;
            if (y < 0 || y >= grid.Height)
            {
                if (Math.Abs(grid.LatitudeBoundsDeg[y < 0 ? 0 : grid.Height]) < 90 - 1e-6) return true;
                continue;
            }
            for (int dx = -1; dx <= 1; dx++)
            {
                int x = column + dx;
                if (x < 0 || x >= grid.Width)
                {
                    if (!grid.IsGlobal) return true;
                    x = (x + grid.Width) % grid.Width;
                }
                if (float.IsNaN(field[y * grid.Width + x])) return true;
            }
        }
        return false;
    }
}
