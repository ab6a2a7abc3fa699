using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What a convolution sees beyond the edge of its map (SCIENCE, Network geometry).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaddingMode>))]
public enum PaddingMode
{
    /// <summary>Periodic in longitude on a global grid, replicated at open edges and in latitude.</summary>
    [JsonStringEnumMemberName("longitude")] Longitude,

    /// <summary>Zeros, as DeepCAM and the 2018 system.</summary>
    [JsonStringEnumMemberName("zero")] Zero,

    /// <summary>Convolutions and pools periodic in both directions, as ClimateNet; interpolation repeats the edge.</summary>
    [JsonStringEnumMemberName("torus")] Torus,
}
