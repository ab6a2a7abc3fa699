using System.Globalization;

namespace Rossby.Core;

/// <summary>Lists of cores as the kernel writes them, such as <c>0-3,8</c>.</summary>
public static class CoreList
{
    const string Key = "Cpus_allowed_list:";

    /// <summary>The cores that this process may use.</summary>
    public static string OfThisProcess() =>
        File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim() ?? "";

    /// <summary>The numbers in a list.</summary>
    public static IEnumerable<int> Parse(string list)
    {
        foreach (string part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-');
            int first = int.Parse(ends[0], CultureInfo.InvariantCulture), last = int.Parse(ends[^1], CultureInfo.InvariantCulture);
            for (int core = first; core <= last; core++) yield return core;
        }
    }
}
