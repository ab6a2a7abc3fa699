using System.Text.Json;
using System.Text.Json.Serialization;
using Rossby.Core;

namespace Rossby.Models;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ModelConfig))]
[JsonSerializable(typeof(IReadOnlyList<ChannelStatistics>))]
internal sealed partial class ModelJson : JsonSerializerContext;
