using System.Text.Json.Serialization;

namespace Rossby.Ingest;

/// <summary>Whether the disc of a cyclone has the radius that was measured.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RadiusClipping>))]
public enum RadiusClipping
{
    /// <summary>It has.</summary>
    [JsonStringEnumMemberName("none")] None,

    /// <summary>It has the least radius: the measured one is smaller, or there is none.</summary>
    [JsonStringEnumMemberName("lower")] Lower,

    /// <summary>It has the largest radius: the measured one is larger.</summary>
    [JsonStringEnumMemberName("upper")] Upper,
}
