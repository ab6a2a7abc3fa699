using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Whether a candidate is held to a test.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CycloneTest>))]
public enum CycloneTest
{
    /// <summary>It is, and the fields of the test must be there.</summary>
    [JsonStringEnumMemberName("required")] Required,

    /// <summary>It is not, and the fields of the test are not read.</summary>
    [JsonStringEnumMemberName("off")] Off,
}
