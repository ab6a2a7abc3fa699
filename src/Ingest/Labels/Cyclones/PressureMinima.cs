using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Cells that no neighbour undercuts; of a flat hollow, those at its rim.</summary>
internal static class PressureMinima
{
    /// <summary>The minima among the eight neighbours of each cell, in row-major order; missing neighbours and those beyond an open edge do not count.</summary>
    internal static List<int> Of(LatLonGrid grid, ReadOnlySpan<float> pressure)
    {
        var minima = new List<int>();
        for (int cell = 0; cell < pressure.Length; cell++)
            if (!float.IsNaN(pressure[cell]) && IsMinimum(grid, pressure, cell)) minima.Add(cell);
        return minima;
    }

    static bool IsMinimum(LatLonGrid grid, ReadOnlySpan<float> pressure, int cell)
    {
        int row = cell / grid.Width, column = cell % grid.Width;
        bool hollow = false;
        for (int y = Math.Max(0, row - 1); y <= Math.Min(grid.Height - 1, row + 1); y++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int x = column + dx;
                if (x < 0 || x >= grid.Width)
                {
                    if (!grid.IsGlobal) continue;
                    x = (x + grid.Width) % grid.Width;
                }
                float neighbour = pressure[y * grid.Width + x];
                if (neighbour < pressure[cell]) return false;
                hollow |= neighbour > pressure[cell];
            }
        }
        return hollow;
    }
}
