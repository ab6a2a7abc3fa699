using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How the samples of shards are shortened.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShardCompression>))]
public enum ShardCompression
{
    /// <summary>Not at all: readers take samples as they lie.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>HDF5's shuffle and deflate, channel by channel: for archives.</summary>
    [JsonStringEnumMemberName("deflate")]
    Deflate,
}
