using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Rossby.Train;

/// <summary>Lines as MLPerf's tools read them: <c>:::MLLOG</c> and a JSON object of time, kind of event, key, value and metadata.</summary>
/// <param name="file">Where they go.</param>
/// <param name="time">The clock of the lines.</param>
internal sealed class MlPerfLog(LineFile file, TimeProvider time)
{
    const string Token = ":::MLLOG ";

    /// <summary>Something is so.</summary>
    public void Point(string key, JsonNode? value, JsonObject? metadata = null, [CallerFilePath] string source = "", [CallerLineNumber] int line = 0) =>
        Write("POINT_IN_TIME", key, value, metadata, at: null, source, line);

    /// <summary>Something begins, or began at a moment.</summary>
    public void Start(string key, JsonObject? metadata = null, DateTimeOffset? at = null, [CallerFilePath] string source = "", [CallerLineNumber] int line = 0) =>
        Write("INTERVAL_START", key, value: null, metadata, at, source, line);

    /// <summary>Something is over.</summary>
    public void Stop(string key, JsonObject? metadata = null, [CallerFilePath] string source = "", [CallerLineNumber] int line = 0) =>
        Write("INTERVAL_END", key, value: null, metadata, at: null, source, line);

    /// <summary>The values that the log holds under a key, in order.</summary>
    public IEnumerable<JsonNode?> Values(string key) => File.ReadLines(file.Path)
        .Select(line => JsonNode.Parse(line[Token.Length..])!).Where(line => (string)line["key"]! == key).Select(line => line["value"]);

    void Write(string kind, string key, JsonNode? value, JsonObject? metadata, DateTimeOffset? at, string source, int line)
    {
        metadata ??= [];
        metadata["file"] = Path.GetFileName(source);
        metadata["lineno"] = line;
        var whole = new JsonObject
        {
            ["namespace"] = "",
            ["time_ms"] = (at ?? time.GetUtcNow()).ToUnixTimeMilliseconds(),
            ["event_type"] = kind,
            ["key"] = key,
            ["value"] = value,
            ["metadata"] = metadata,
        };
        file.Append(Encoding.UTF8.GetBytes($"{Token}{whole.ToJsonString()}"));
    }
}
