using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>Zarr, which is a folder of many files and is not read.</summary>
public static class ZarrFolder
{
    static readonly string[] Marks = ["zarr.json", ".zgroup", ".zmetadata", ".zarray"];

    /// <summary>Whether a folder is a Zarr store, a group or an array of one.</summary>
    public static bool Is(string folder) => Array.Exists(Marks, mark => File.Exists(Path.Combine(folder, mark)));

    /// <summary>What the store is that a folder belongs to, and the command that makes netCDF of it.</summary>
    public static string Describe(string folder)
    {
        string store = Path.TrimEndingDirectorySeparator(folder);
        while (Path.GetDirectoryName(store) is { } above && Is(above)) store = above;
        return $"{store}: Zarr, which is not read; make netCDF of it: python3 -c 'import sys, xarray; xarray.open_zarr(sys.argv[1]).to_netcdf(sys.argv[2])' "
            + $"{ShellWord.Of(store)} {ShellWord.Of(Path.ChangeExtension(store, "nc"))}";
    }
}
