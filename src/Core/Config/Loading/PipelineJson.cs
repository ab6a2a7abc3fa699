using System.Text.Json.Serialization;

namespace Rossby.Core;

// Strict: what the schema check let through must fit, or it is our bug.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true, AllowDuplicateProperties = false, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(PipelineConfig))]
internal sealed partial class PipelineJson : JsonSerializerContext;
