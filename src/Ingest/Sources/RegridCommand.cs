using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The command that brings a file to a grid of parallels and meridians about as fine as its own, ready to be run.</summary>
internal static class RegridCommand
{
    const double FullCircleDeg = 360, SquareDegreesOfGlobe = 41253, CoarsestDeg = 30, FinestDeg = 0.025;

    /// <summary>For cells of no order.</summary>
    internal static string ForCells(string path, long cells) => Of(path, Math.Sqrt(SquareDegreesOfGlobe / Math.Max(1, cells)));

    /// <summary>For a grid with coordinates of its own along each axis, such as rotated ones.</summary>
    internal static string ForAxis(string path, NetCdfVariable axis)
    {
        double[] values = CoordinateValues.Read(axis);
        return Of(path, values.Length < 2 ? 1 : Math.Abs(values[^1] - values[0]) / (values.Length - 1));
    }

    /// <summary>For a grid with coordinates in two dimensions.</summary>
    internal static string ForPlane(PlaneGrid plane)
    {
        double[] latitudes = CoordinateValues.Read(plane.Latitude);
        return Of(plane.Latitude.FilePath, (latitudes.Max() - latitudes.Min()) / Math.Max(1, plane.Latitude.Dimensions[^2].Length - 1));
    }

    static string Of(string path, double spacingDeg)
    {
        int rows = (int)Math.Round(FullCircleDeg / 2 / Math.Clamp(spacingDeg, FinestDeg, CoarsestDeg));
        string grid = $"r{2 * rows}x{rows}";
        return $"cdo remapcon,{grid} {path} {Path.ChangeExtension(path, null)}_{grid}.nc";
    }
}
