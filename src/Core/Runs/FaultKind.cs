using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What became of the rank that ended a job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Its process was gone.</summary>
    [JsonStringEnumMemberName("died")] Died,

    /// <summary>It was silent, or did not get on, for longer than the job would bear.</summary>
    [JsonStringEnumMemberName("hung")] Hung,
}
