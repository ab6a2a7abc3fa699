using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Arithmetic of the convolutions; weights, statistics and loss stay in single precision.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>IEEE single.</summary>
    [JsonStringEnumMemberName("fp32")] Fp32,

    /// <summary>bfloat16.</summary>
    [JsonStringEnumMemberName("bf16")] Bf16,
}
