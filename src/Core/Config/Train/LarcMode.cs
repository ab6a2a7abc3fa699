using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How LARC's rate of a tensor is used.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LarcMode>))]
public enum LarcMode
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("off")] Off,

    /// <summary>In place of the learning rate, where it is smaller.</summary>
    [JsonStringEnumMemberName("clip")] Clip,

    /// <summary>Times the learning rate.</summary>
    [JsonStringEnumMemberName("scale")] Scale,
}
