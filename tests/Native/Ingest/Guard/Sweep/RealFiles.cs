using Rossby.Core;
using Rossby.Tests.Support;

namespace Rossby.Tests.Native.Ingest;

/// <summary>The real files of <c>../shared/data</c> that hold channels, as they are read; a test that asks for one skips where they are absent.</summary>
static class RealFiles
{
    /// <summary>The one whose rows run the other way than its latitudes.</summary>
    internal const string UpsideDown = "ERA5 winds";

    static readonly (string Name, string Set, string Paths, string Channels)[] Files =
    [
        ("ERA5 pressure", "era5_20251201", "era5_msl_2025120100_2.5x2.5.nc", "PSL"),
        ("ERA5 vorticity", "era5_20251201", "era5_vo850_2025120100_2.5x2.5.nc", "VORT850=vo"),
        (UpsideDown, "era5_20251201", "era5_uv850_2025120100_2.5x2.5.nc", "U850=u V850=v"),
        ("ECMWF levels", "ecmwf_20050123", "*.nc", "U850 V850 T200 T500 UBOT=u@1000 VBOT=v@1000 TREFHT=t@1000"),
        ("CAM surface temperature", "cam_fv", "orig.TS.10days.nc", "TS"),
        ("MERRA-2 surface pressure", "merra2", "M2T1NXSLV_temporal_PS.nc4", "PS"),
        ("GFS surface temperature", "gfs", "*.nc", "TS"),
        ("CMIP months", "ncl", "?as_rectilinear_grid_2D.nc", "TREFHT UBOT=uas VBOT=vas"),
        ("ECHAM levels", "ncl", "rectilinear_grid_3D.nc", "T200 T500"),
        ("MERRA-2 region", "merra2", "MERRA2_400.inst3_3d_asm_Np.20151203_sliced.nc", "PSL IVT"),
    ];

    static readonly (string Name, double South, double North, double West, double East)[] Regions =
    [
        ("ECMWF levels, North Atlantic", 15, 65, 270, 350), ("ECMWF levels, South Pacific", -62, -16, 170, 280), ("ECMWF levels, tropics", -20, 20, 60, 180),
    ];

    internal static IEnumerable<string> Names => [.. Files.Select(f => f.Name), .. Regions.Select(r => r.Name)];

    /// <summary>Those that regions are drawn from.</summary>
    internal static IEnumerable<string> Wide => Files.Select(f => f.Name);

    /// <summary>The file, with its rows as its latitudes say.</summary>
    internal static SweptFile Upright(string name)
    {
        var file = Read(name);
        return name == UpsideDown ? file.Fields.Keys.Aggregate(file, (f, c) => f.Move(c, r => f.Height - 1 - r, x => x)) : file;
    }

    /// <summary>As many times as the guard reads at most, here.</summary>
    const int MostTimes = 12;

    internal static SweptFile Read(string name)
    {
        if (Array.Find(Regions, r => r.Name == name) is { Name: not null } region)
            return Read(name.Split(',')[0]).Region(name, region.South, region.North, region.West, region.East);
        var file = Array.Find(Files, f => f.Name == name);
        string[][] channels = [.. file.Channels.Split(' ').Select(c => c.Split('='))];
        return SweptFile.Read(
            name,
            new FilesSourceConfig
            {
                Paths = [file.Paths], Variables = channels.Where(c => c.Length == 2).ToDictionary(c => c[0], c => c[1]), TimeFromName = "*_yyyyMMddHH_*",
                Units = new Dictionary<string, string> { ["IVT"] = "kg m-1 s-1" },
            },
            SharedFolder.In("data", file.Set), [.. channels.Select(c => c[0])], MostTimes);
    }
}
