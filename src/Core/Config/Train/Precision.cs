using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>The type of a network's maps and of its layers' arithmetic; master weights, statistics, reductions and loss stay in single precision.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>IEEE single.</summary>
    [JsonStringEnumMemberName("fp32")] Fp32,

    /// <summary>bfloat16: single's range with 8 bits.</summary>
    [JsonStringEnumMemberName("bf16")] Bf16,

    /// <summary>IEEE half, emulated on the CPU; trained with a dynamic loss scale.</summary>
    [JsonStringEnumMemberName("fp16")] Fp16,

    /// <summary>Single with convolutions and products of 11 bits: GPUs only.</summary>
    [JsonStringEnumMemberName("tf32")] Tf32,
}
