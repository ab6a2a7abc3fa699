using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What becomes of a contour that is cut by an open edge of the grid or by missing cells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CycloneEdge>))]
public enum CycloneEdge
{
    /// <summary>It is not closed: no candidate.</summary>
    [JsonStringEnumMemberName("reject")] Reject,

    /// <summary>Closed as far as can be seen: a candidate, flagged truncated.</summary>
    [JsonStringEnumMemberName("allow")] Allow,
}
