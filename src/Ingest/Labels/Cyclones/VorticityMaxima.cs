using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Where the cyclonic vorticity is the largest of a square window.</summary>
internal static class VorticityMaxima
{
    /// <summary>Half the window in cells: nx of gfdl_tc_candidates.f90.</summary>
    internal static int HalfWindow(LatLonGrid grid, double windowDeg) => Math.Max(1, (int)((windowDeg / grid.LatitudeSpacingDeg - 1) / 2));

    /// <summary>The cells of a window, cut at the northern and southern edge and at open ones.</summary>
    internal static IEnumerable<int> Window(LatLonGrid grid, int centre, int half)
    {
        int row = centre / grid.Width, column = centre % grid.Width, width = Math.Min(half, (grid.Width - 1) / 2);
        for (int y = Math.Max(0, row - half); y <= Math.Min(grid.Height - 1, row + half); y++)
        {
            for (int x = column - width; x <= column + width; x++)
            {
                if (grid.IsGlobal) yield return y * grid.Width + (x + grid.Width) % grid.Width;
                else if (x >= 0 && x < grid.Width) yield return y * grid.Width + x;
            }
        }
    }

    /// <summary>The maxima of at least a vorticity, equatorward of a latitude.</summary>
    internal static List<int> Of(LatLonGrid grid, float[] vorticity, double least, int half, double maximumLatitudeDeg)
    {
        var maxima = new List<int>();
        for (int cell = 0; cell < vorticity.Length; cell++)
        {
            double latitude = grid.LatitudeDeg[cell / grid.Width], here = Cyclonic(vorticity, grid, cell);
            if (!(here >= least) || Math.Abs(latitude) > maximumLatitudeDeg) continue;
            if (!Window(grid, cell, half).Any(other => Cyclonic(vorticity, grid, other) > here)) maxima.Add(cell);
        }
        return maxima;
    }

    internal static double Cyclonic(float[] vorticity, LatLonGrid grid, int cell) => grid.LatitudeDeg[cell / grid.Width] >= 0 ? vorticity[cell] : -vorticity[cell];
}
