using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Ingest;

// A channel that is missing everywhere has no extremes: its tally holds infinities.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ShardRecord))]
[JsonSerializable(typeof(SampleTally[][]))]
[JsonSerializable(typeof(StepCandidates[][]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WorkJson : JsonSerializerContext;
