using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>NetCDF files that exist.</summary>
public sealed record FilesSourceConfig : SourceConfig
{
    /// <summary>The layout is told by each file's content.</summary>
    public const string AnyLayout = "auto";

    /// <summary>Files or globs, relative to the config file.</summary>
    [Description("Files or globs (*, ?, **), relative to this file; matched over files by decoded time."), ItemCount(1, 10000000)]
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The arrays of the files say by coordinates and attributes what they are; names are looked for in every table.</summary>
    public const string CfLayout = "cf";

    /// <summary>How the arrays of the files are laid out, and whose names they bear.</summary>
    [Description("Whose files they are: auto tells how arrays lie by their content and knows all names; deepcam, climatenet and extremeweather lie in ways of their own; "
        + "cam, era5, merra2, cmip6 and gfs are CF files with names from one table; cf, with names from all.")]
    [AllowedValues(AnyLayout, CfLayout, "cam", "era5", "merra2", "cmip6", "gfs", "deepcam", "climatenet", "extremeweather")]
    public string Layout { get; init; } = AnyLayout;

    /// <summary>Where a channel's name in the files is none of the known aliases.</summary>
    [Description("Channel to variable, where the known names do not find it; 'u@850' picks level 850 hPa of u, 'u@10m' its height of 10 m.")]
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Further names, tried before the known ones.</summary>
    [Description("Further names to look for before the known ones: by channel, or by CF standard name for variables with levels, such as \"eastward_wind\": [\"UWIND\"].")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether a pressure level that the files lack is interpolated between its neighbours.</summary>
    [Description("Interpolate a pressure level that the files lack between the two about it, linear in ln p. Hybrid levels are always interpolated, with the surface pressure.")]
    public bool InterpolateLevels { get; init; }

    /// <summary>Whether a pressure level is made up where it lies below the lowest of hybrid levels.</summary>
    [Description("Extrapolate a pressure level where it lies below the lowest of hybrid levels, and so below the ground, as CAM's own output does: temperature and geopotential height by "
        + "ECMWF's formulas (which need the height of the ground, CAM's PHIS), all else as the lowest level's value. Otherwise it is missing there.")]
    public bool ExtrapolateLevels { get; init; }

    /// <summary>Channels that a near relative may stand in for.</summary>
    [Description("Channels that a near relative may stand in for where the files lack them: UBOT, VBOT (wind at 10 m), QREFHT (humidity at 2 m), TS (skin temperature).")]
    public IReadOnlyList<string> AllowApproximate { get; init; } = [];

    /// <summary>Units to take instead of a missing or wrong attribute, by variable; recorded in the manifest.</summary>
    [Description("Units to assume for a variable whose attribute is missing or wrong; recorded in the manifest.")]
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>How to read the time from a file's name when it has no time axis.</summary>
    [Description("Where a file has no time axis: a pattern for its name in which yyyy, MM, dd, HH stand for the time, such as '*_yyyyMMddHH_*'.")]
    public string? TimeFromName { get; init; }
}
