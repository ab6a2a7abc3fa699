using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What stands where a network of 2018 has a batch norm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NormMode>))]
public enum NormMode
{
    /// <summary>Batch norm.</summary>
    [JsonStringEnumMemberName("on")] On,

    /// <summary>None, as the runs of 2018 were made.</summary>
    [JsonStringEnumMemberName("off")] Off,
}
