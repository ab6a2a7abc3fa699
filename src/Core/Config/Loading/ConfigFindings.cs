namespace Rossby.Core;

/// <summary>Collects what is wrong with a config, so that all of it is reported together.</summary>
internal sealed class ConfigFindings
{
    readonly List<string> findings = [];
    ConfigPlaces? places;

    public bool Any => findings.Count > 0;

    /// <summary>Learns where every value stands, so that a check on the finished records can name the line.</summary>
    public void Learn(ConfigPlaces all) => places = all;

    /// <summary>A finding at a known place.</summary>
    public void Add(string place, string path, string message) => findings.Add($"{place}: {path}: {message}");

    /// <summary>A finding about a value; one that the file leaves to its default is placed at the section that would hold it.</summary>
    public void Add(string path, string message) => Add(places?.Of(path) ?? "config", path, message);

    public void ThrowIfAny()
    {
        if (Any) throw new ConfigException([.. findings.Distinct()]);
    }
}
