using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>The pressure in whose minima cyclones are looked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CyclonePressure>))]
public enum CyclonePressure
{
    /// <summary>Sea-level pressure.</summary>
    [JsonStringEnumMemberName("PSL")] SeaLevel,

    /// <summary>Surface pressure (PSFC), where a file has no other: over the sea it is as good, over land it follows the mountains.</summary>
    [JsonStringEnumMemberName("PS")] Surface,
}
