using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What becomes of a step whose loss or gradient is not finite, or whose loss leaps.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultAction>))]
public enum FaultAction
{
    /// <summary>The run ends, and says which samples were in the step.</summary>
    [JsonStringEnumMemberName("stop")] Stop,

    /// <summary>The step is left out: weights, statistics and moments stay as they were.</summary>
    [JsonStringEnumMemberName("skip")] Skip,

    /// <summary>Weights, statistics and moments go back to the last checkpoint; the batches since are left out.</summary>
    [JsonStringEnumMemberName("rollBack")] RollBack,
}
