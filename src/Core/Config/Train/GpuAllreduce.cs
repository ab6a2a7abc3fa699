using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Who sums gradients that lie on GPUs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GpuAllreduce>))]
public enum GpuAllreduce
{
    /// <summary>NCCL where there are several ranks, each has a GPU of its own and the library is found; else main memory.</summary>
    [JsonStringEnumMemberName("auto")] Auto,

    /// <summary>NCCL, on one rank too.</summary>
    [JsonStringEnumMemberName("nccl")] Nccl,

    /// <summary>Main memory, after the backward pass.</summary>
    [JsonStringEnumMemberName("mpi")] Mpi,
}
