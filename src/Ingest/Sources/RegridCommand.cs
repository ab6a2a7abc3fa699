using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// The command that brings a variable to a grid of parallels and meridians about as fine as its own, ready to be run: conservative where the file has the corners
/// of its cells, which cdo does not make up, else between the centres.
/// </summary>
internal static class RegridCommand
{
    const double FullCircleDeg = 360, SquareDegreesOfGlobe = 41253, CoarsestDeg = 30, FinestDeg = 0.025;

    /// <summary>For cells of no order.</summary>
    internal static string ForCells(NetCdfFile file, NetCdfVariable variable, NetCdfVariable latitude, NetCdfVariable longitude) =>
        Of(file, variable, latitude, longitude, "remapdis", Math.Sqrt(SquareDegreesOfGlobe / Math.Max(1, latitude.Length)));

    /// <summary>For a grid with coordinates of its own along each axis, such as rotated ones.</summary>
    internal static string ForAxis(NetCdfFile file, NetCdfVariable variable, NetCdfVariable axis)
    {
        double[] values = CoordinateValues.Read(axis);
        return Remap(file.Path, file.Path, variable, "remapbil", values.Length < 2 ? 1 : Math.Abs(values[^1] - values[0]) / (values.Length - 1));
    }

    /// <summary>For a grid with coordinates in two dimensions.</summary>
    internal static string ForPlane(NetCdfFile file, NetCdfVariable variable, PlaneGrid plane) =>
        Of(file, variable, plane.Latitude, plane.Longitude, "remapbil", plane.RowSpacingDeg);

    /// <summary>For a grid in tiles, such as those of a cubed sphere: it lays them end to end, as cells of no order.</summary>
    internal static string ForTiles(NetCdfVariable variable, PlaneGrid plane)
    {
        string names = Quoted([variable.Name, plane.Latitude.Name, plane.Longitude.Name]), dimensions = Quoted(plane.Latitude.Dimensions.Select(d => d.Name));
        string program = $"import sys, xarray; xarray.open_dataset(sys.argv[1], decode_times=False)[[{names}]].stack(cells=({dimensions})).reset_index(\"cells\", drop=True).to_netcdf(sys.argv[2])";
        return $"python3 -c {ShellWord.Of(program)} {ShellWord.Of(variable.FilePath)} {ShellWord.Of($"{Path.ChangeExtension(variable.FilePath, null)}_cells.nc")}";
    }

    static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));

    static string Of(NetCdfFile file, NetCdfVariable variable, NetCdfVariable latitude, NetCdfVariable longitude, string betweenCentres, double spacingDeg)
    {
        string method = HasCorners(file, latitude) && HasCorners(file, longitude) ? "remapcon" : betweenCentres;
        string naming = Naming(variable, latitude, longitude);
        if (naming.Length == 0) return Remap(file.Path, file.Path, variable, method, spacingDeg);
        string named = $"{Path.ChangeExtension(file.Path, null)}_named.nc";
        // cdo knows no groups.
        string flat = !variable.Name.Contains('/', StringComparison.Ordinal) ? ""
            : $"ncks -O -G : -v {ShellWord.Of($"/{variable.Name},/{latitude.Name},/{longitude.Name}")} {ShellWord.Of(file.Path)} {ShellWord.Of(named)} && ";
        return $"{flat}ncatted -O{naming} {ShellWord.Of(flat.Length == 0 ? file.Path : named)} {ShellWord.Of(named)} && {Remap(file.Path, named, variable, method, spacingDeg)}";
    }

    // The other variables of a file may lie on grids that cdo refuses.
    static string Remap(string path, string from, NetCdfVariable variable, string method, double spacingDeg)
    {
        int rows = (int)Math.Round(FullCircleDeg / 2 / Math.Clamp(spacingDeg, FinestDeg, CoarsestDeg));
        string grid = $"r{2 * rows}x{rows}";
        return $"cdo {method},{grid} -selname,{ShellWord.Of(Leaf(variable))} {ShellWord.Of(from)} {ShellWord.Of($"{Path.ChangeExtension(path, null)}_{Leaf(variable)}_{grid}.nc")}";
    }

    static string Leaf(NetCdfVariable variable) => variable.Name[(variable.Name.LastIndexOf('/') + 1)..];

    static bool HasCorners(NetCdfFile file, NetCdfVariable coordinate) => coordinate.Attributes.Text("bounds") is { } bounds && file.Find(bounds.Trim()) != null;

    // What cdo needs to know where cells lie: the variable names its coordinates, and those have a unit and a name that it understands.
    static string Naming(NetCdfVariable variable, NetCdfVariable latitude, NetCdfVariable longitude)
    {
        string[] named = variable.Attributes.Text("coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        string naming = !variable.Name.Contains('/', StringComparison.Ordinal) && named.Contains(latitude.Name) && named.Contains(longitude.Name) ? "" : $" -a {ShellWord.Of($"coordinates,{Leaf(variable)},o,c,{Leaf(latitude)} {Leaf(longitude)}")}";
        foreach (var (coordinate, standardName, degrees) in ((NetCdfVariable, string, string)[])[(latitude, "latitude", "degrees_north"), (longitude, "longitude", "degrees_east")])
        {
            string unit = coordinate.Attributes.Text("units")?.Trim().ToLowerInvariant() ?? "";
            if (unit.StartsWith("degree", StringComparison.Ordinal) && unit.Contains('_', StringComparison.Ordinal)) continue;
            bool isRadian = unit.StartsWith("rad", StringComparison.Ordinal) || (unit.Length == 0 && CoordinateValues.ReadWithGaps(coordinate).All(v => !(Math.Abs(v) > 2 * Math.PI + SourceGrid.ToleranceDeg)));
            if (isRadian && unit.Length > 0 && coordinate.Attributes.Text("standard_name") == standardName) continue;
            naming += $" -a {ShellWord.Of($"units,{Leaf(coordinate)},o,c,{(isRadian ? "radian" : degrees)}")} -a {ShellWord.Of($"standard_name,{Leaf(coordinate)},o,c,{standardName}")}";
        }
        return naming;
    }
}
