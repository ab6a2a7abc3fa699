using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What a combined labelling does where a cyclone and a river overlap.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StormOverlap>))]
public enum StormOverlap
{
    /// <summary>Cells of a cyclone are the cyclone's; a river that lies mostly near a cyclone's centre is dropped.</summary>
    [JsonStringEnumMemberName("tc-over-ar")]
    TcOverAr,

    /// <summary>Nothing is dropped: the label says cyclone where both are, the soft label holds each class's own mask.</summary>
    [JsonStringEnumMemberName("bits")]
    Bits,
}
