using System.Text.Json;
using System.Text.Json.Serialization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary><c>labels_k.objects.jsonl</c>: one JSON object a line for each labelled storm, in time order.</summary>
internal static class StormObjectTable
{
    /// <summary>The file's name for labelling k.</summary>
    internal static string FileName(int labelling) => $"labels_{labelling}.objects.jsonl";

    /// <summary>Writes a table, whole or not at all.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    internal static void Write(string path, IEnumerable<StormObject> storms) => AtomicFile.Write(path, stream =>
    {
        foreach (var storm in storms)
        {
            JsonSerializer.Serialize(stream, storm, StormObjectJson.Default.StormObject);
            stream.WriteByte((byte)'\n');
        }
    });

    /// <summary>Reads a table.</summary>
    internal static IReadOnlyList<StormObject> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize(line, StormObjectJson.Default.StormObject)!)];
}

// What a method does not know is left out.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StormObject))]
internal sealed partial class StormObjectJson : JsonSerializerContext;
