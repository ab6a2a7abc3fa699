using System.Text;
using System.Text.Json;

namespace Rossby.Ingest;

/// <summary>A table of storms as two files: JSON lines with everything, and CSV with the same in columns, for spreadsheets.</summary>
public static class StormObjectFiles
{
    /// <summary>Writes <c>&lt;path&gt;.jsonl</c> and <c>&lt;path&gt;.csv</c>.</summary>
    /// <param name="path">Without extension.</param>
    /// <param name="storms">In time order.</param>
    /// <exception cref="Core.StorageException">They cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<StormObject> storms)
    {
        StormObjectTable.Write($"{path}.jsonl", storms);
        byte[] csv = Encoding.UTF8.GetBytes(Csv(storms));
        Core.AtomicFile.Write($"{path}.csv", stream => stream.Write(csv));
    }

    /// <summary>Reads the JSON lines.</summary>
    public static IReadOnlyList<StormObject> Read(string path) => StormObjectTable.Read(path);

    // A storm of one method has columns that another's has not: the header names all, inner ones with a dot.
    static string Csv(IReadOnlyList<StormObject> storms)
    {
        var columns = new List<string>();
        var rows = new List<Dictionary<string, string>>();
        foreach (var storm in storms)
        {
            var row = new Dictionary<string, string>();
            Flatten("", JsonSerializer.SerializeToElement(storm, StormObjectJson.Default.StormObject), row);
            columns.AddRange(row.Keys.Where(k => !columns.Contains(k)));
            rows.Add(row);
        }
        var text = new StringBuilder(string.Join(',', columns)).Append('\n');
        foreach (var row in rows) text.AppendJoin(',', columns.Select(c => row.GetValueOrDefault(c, ""))).Append('\n');
        return text.ToString();
    }

    static void Flatten(string name, JsonElement value, Dictionary<string, string> row)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Flatten(name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value, row);
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String:
                string text = value.GetString()!;
                row[name] = text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
                break;
            case JsonValueKind.Array:
                row[name] = string.Join(';', value.EnumerateArray());
                break;
            default:
                row[name] = value.GetRawText();
                break;
        }
    }
}
