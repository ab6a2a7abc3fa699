using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How a number is stored, little-endian.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ElementType>))]
public enum ElementType
{
    /// <summary>IEEE single: physical values, NaN where the input is missing.</summary>
    [JsonStringEnumMemberName("fp32")] Float32,

    /// <summary>IEEE half: values normalised by the manifest's statistics, since PS in Pa overflows it.</summary>
    [JsonStringEnumMemberName("fp16")] Float16,

    /// <summary>bfloat16: normalised values.</summary>
    [JsonStringEnumMemberName("bf16")] BFloat16,

    /// <summary>IEEE double: times and coordinates.</summary>
    [JsonStringEnumMemberName("fp64")] Float64,

    /// <summary>One byte: labels.</summary>
    [JsonStringEnumMemberName("uint8")] UInt8,
}
