using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Ingest;

/// <summary>What files hold, and which channels they give together.</summary>
/// <param name="Files">File by file.</param>
/// <param name="Channels">Every channel that Rossby knows.</param>
public sealed record SourceInspection(IReadOnlyList<FileInspection> Files, IReadOnlyList<ChannelInspection> Channels)
{
    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, InspectionJson.Default.SourceInspection);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceInspection))]
internal sealed partial class InspectionJson : JsonSerializerContext;
