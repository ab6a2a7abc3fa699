using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Whose samples are one batch to a norm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NormStatistics>))]
public enum NormStatistics
{
    /// <summary>Each rank's own, as in MLPerf HPC DeepCAM.</summary>
    [JsonStringEnumMemberName("local")] Local,

    /// <summary>Those of a group of ranks.</summary>
    [JsonStringEnumMemberName("group")] Group,

    /// <summary>Those of all ranks: the batch's.</summary>
    [JsonStringEnumMemberName("synchronised")] Synchronised,
}
