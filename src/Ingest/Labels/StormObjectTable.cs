using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Ingest;

/// <summary><c>labels_k.objects.jsonl</c>: one JSON object a line for each labelled storm, in time order.</summary>
internal static class StormObjectTable
{
    /// <summary>The file's name for labelling k.</summary>
    internal static string FileName(int labelling) => $"labels_{labelling}.objects.jsonl";

    /// <summary>Appends the storms of one step.</summary>
    internal static void Append(Stream stream, IReadOnlyList<StormObject> storms)
    {
        foreach (var storm in storms)
        {
            JsonSerializer.Serialize(stream, storm, StormObjectJson.Default.StormObject);
            stream.WriteByte((byte)'\n');
        }
    }

    /// <summary>Reads a table.</summary>
    internal static IReadOnlyList<StormObject> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize(line, StormObjectJson.Default.StormObject)!)];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StormObject))]
internal sealed partial class StormObjectJson : JsonSerializerContext;
