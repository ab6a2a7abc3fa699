using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Finds the coastline on this machine. A map without one is still drawn and says so.</summary>
public static class CoastlineFinder
{
    /// <summary>Names the file, whatever the search path holds.</summary>
    public const string Variable = "ROSSBY_GSHHG";

    const string FileName = "binned_GSHHS_l.nc";

    // Debian's gmt-gshhg-low, GMT built from source, conda's gshhg-gmt.
    static readonly string[] Folders =
    [
        "/usr/share/gmt-gshhg", "/usr/share/gmt/coast", "/usr/share/gshhg-gmt", "/usr/local/share/gmt-gshhg", "/usr/local/share/gmt/coast",
        "/opt/gmt/share/coast",
    ];

    /// <summary>The coastline, or null with the reason, as a note for the map.</summary>
    public static Coastline? Find(out string reason)
    {
        reason = "";
        string? given = Environment.GetEnvironmentVariable(Variable);
        foreach (string path in given is { Length: > 0 } ? [given] : Candidates())
        {
            if (!File.Exists(path)) continue;
            try
            {
                return GshhgFile.Read(path);
            }
            catch (RossbyException e)
            {
                reason = $"no coastline: {e.Message}";
                return null;
            }
        }
        reason = given is { Length: > 0 }
            ? $"no coastline: {Variable} names {given}, which does not exist"
            : $"no coastline: {FileName} not found (Debian: gmt-gshhg-low; elsewhere set {Variable})";
        return null;
    }

    static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        foreach (string folder in Folders) yield return Path.Combine(folder, FileName);
        if (Environment.GetEnvironmentVariable("CONDA_PREFIX") is { Length: > 0 } conda) yield return Path.Combine(conda, "share", "coast", FileName);
    }
}
