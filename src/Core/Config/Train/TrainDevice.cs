using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What computes the network.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainDevice>))]
public enum TrainDevice
{
    /// <summary>A GPU where libtorch has one and the section asks for nothing that only the processor does, else the processor.</summary>
    [JsonStringEnumMemberName("auto")] Auto,

    /// <summary>The processor.</summary>
    [JsonStringEnumMemberName("cpu")] Cpu,

    /// <summary>A GPU of NVIDIA's for each rank.</summary>
    [JsonStringEnumMemberName("cuda")] Cuda,
}
