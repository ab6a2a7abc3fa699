using System.Text.Json;

namespace Rossby.Cli;

/// <summary>The leaves at which two JSON texts differ.</summary>
internal static class JsonDifference
{
    /// <summary>One line for each: its path and both values; <c>(none)</c> where one side has no such leaf.</summary>
    /// <param name="first">One object.</param>
    /// <param name="second">Another.</param>
    /// <param name="ignored">Names at the top that may differ.</param>
    public static IEnumerable<string> Between(JsonElement first, JsonElement second, IReadOnlySet<string> ignored)
    {
        var (a, b) = (Leaves(first, ignored), Leaves(second, ignored));
        foreach (string path in a.Keys.Union(b.Keys).Order(StringComparer.Ordinal))
        {
            string one = a.GetValueOrDefault(path, "(none)"), other = b.GetValueOrDefault(path, "(none)");
            if (one != other) yield return $"{path}: {one} | {other}";
        }
    }

    static Dictionary<string, string> Leaves(JsonElement root, IReadOnlySet<string> ignored)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            if (!ignored.Contains(member.Name)) Walk(member.Value, member.Name, leaves);
        }
        return leaves;
    }

    static void Walk(JsonElement element, string path, Dictionary<string, string> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Walk(member.Value, $"{path}.{member.Name}", leaves);
                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in element.EnumerateArray().Index()) Walk(item, $"{path}[{i}]", leaves);
                break;
            default:
                leaves[path] = element.GetRawText();
                break;
        }
    }
}
