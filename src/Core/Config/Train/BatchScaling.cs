using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How the learning rate follows the global batch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BatchScaling>))]
public enum BatchScaling
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")] None,

    /// <summary>In proportion (Goyal et al. 2017).</summary>
    [JsonStringEnumMemberName("linear")] Linear,

    /// <summary>As its square root.</summary>
    [JsonStringEnumMemberName("square-root")] SquareRoot,
}
