using System.Text.Json;
using System.Text.Json.Serialization;
using Rossby.Core;

namespace Rossby.Train;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TrainingState))]
[JsonSerializable(typeof(ModelConfig))]
[JsonSerializable(typeof(TrainConfig))]
internal sealed partial class TrainJson : JsonSerializerContext;
