using System.Globalization;

namespace Rossby.Core;

/// <summary>The memory nodes of a machine.</summary>
public static class NumaList
{
    const string Folder = "/sys/devices/system/node";

    /// <summary>The memory nodes that hold some cores, such as <c>0</c> or <c>0,1</c>; <c>0</c> where the kernel does not tell.</summary>
    public static string OfCores(string cores)
    {
        if (!Directory.Exists(Folder)) return "0";
        var wanted = CoreList.Parse(cores).ToHashSet();
        var nodes = Directory.EnumerateDirectories(Folder, "node*")
            .Select(d => (Path: Path.Combine(d, "cpulist"), Number: Path.GetFileName(d)["node".Length..]))
            .Where(n => int.TryParse(n.Number, CultureInfo.InvariantCulture, out _) && File.Exists(n.Path))
            .Where(n => CoreList.Parse(File.ReadAllText(n.Path)).Any(wanted.Contains))
            .Select(n => int.Parse(n.Number, CultureInfo.InvariantCulture))
            .Order();
        string list = string.Join(',', nodes);
        return list.Length > 0 ? list : "0";
    }
}
