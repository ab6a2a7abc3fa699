using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What the bits of the trained weights depend on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Determinism>))]
public enum Determinism
{
    /// <summary>On the number of ranks and threads too.</summary>
    [JsonStringEnumMemberName("fast")] Fast,

    /// <summary>On config, data, build and processor type alone: any accepted number of ranks and any placement of them gives the same.</summary>
    [JsonStringEnumMemberName("exact")] Exact,
}
