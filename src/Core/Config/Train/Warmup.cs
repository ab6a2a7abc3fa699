using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How steps of the warm-up are counted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Warmup>))]
public enum Warmup
{
    /// <summary>From 1, so that no step is for nothing.</summary>
    [JsonStringEnumMemberName("linear")] Linear,

    /// <summary>From 0, as MLPerf DeepCAM's reference.</summary>
    [JsonStringEnumMemberName("deepcam")] DeepCam,
}
