using System.ComponentModel;

namespace Rossby.Core;

/// <summary>NetCDF files that exist.</summary>
public sealed record FilesSourceConfig : SourceConfig
{
    /// <summary>Files or globs, relative to the config file.</summary>
    [Description("Files or globs (*, ?, **), relative to this file; matched over files by decoded time."), ItemCount(1, 10000000)]
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Where a channel's name in the files is none of the known aliases.</summary>
    [Description("Channel to variable, where the known aliases do not find it; 'u@850' picks level 850 hPa of u.")]
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Units to take instead of a missing or wrong attribute, by variable; recorded in the manifest.</summary>
    [Description("Units to assume for a variable whose attribute is missing or wrong; recorded in the manifest.")]
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>How to read the time from a file's name when it has no time axis.</summary>
    [Description("Where a file has no time axis: a pattern for its name in which yyyy, MM, dd, HH stand for the time, such as '*_yyyyMMddHH_*'.")]
    public string? TimeFromName { get; init; }
}
