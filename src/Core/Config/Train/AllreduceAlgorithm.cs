using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How gradients are summed over ranks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AllreduceAlgorithm>))]
public enum AllreduceAlgorithm
{
    /// <summary>The fastest of the others for the size, as measured when the run starts.</summary>
    [JsonStringEnumMemberName("auto")] Auto,

    /// <summary>The MPI library's own.</summary>
    [JsonStringEnumMemberName("flat")] Flat,

    /// <summary>Slices around a ring.</summary>
    [JsonStringEnumMemberName("ring")] Ring,

    /// <summary>Up and down a binomial tree.</summary>
    [JsonStringEnumMemberName("tree")] Tree,

    /// <summary>Recursive halving and doubling.</summary>
    [JsonStringEnumMemberName("halving-doubling")] HalvingDoubling,

    /// <summary>In shared memory inside a node, slices across nodes at the same time.</summary>
    [JsonStringEnumMemberName("hierarchical")] Hierarchical,
}
