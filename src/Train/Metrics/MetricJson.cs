using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Train;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MetricLine))]
internal sealed partial class MetricJson : JsonSerializerContext;
