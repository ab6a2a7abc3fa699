using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>How gradients are summed over ranks, with <c>fast</c>; <c>exact</c> has its own tree.</summary>
public sealed record AllreduceConfig
{
    /// <summary>The algorithm.</summary>
    [Description("hierarchical, ring, tree, halving-doubling, flat (the MPI's own), or auto: the fastest for the size, as measured when the run starts, so that last bits may differ from start to start.")]
    public AllreduceAlgorithm Algorithm { get; init; } = AllreduceAlgorithm.Hierarchical;

    /// <summary>Who sums gradients that lie on GPUs.</summary>
    [Description("Who sums gradients that lie on GPUs: nccl, beside the backward pass, a GPU for each rank (hierarchical as a communicator in each node and others across nodes, flat as one of NCCL's own); mpi, in main memory after it, by the algorithm; or auto, nccl where there are several ranks, the algorithm is one of those two, each rank has a GPU of its own, and libnccl is found.")]
    public GpuAllreduce Gpu { get; init; } = GpuAllreduce.Auto;

    /// <summary>The type of a gradient on its way.</summary>
    [Description("The type of a gradient on its way between ranks: fp32, bf16 or fp16.")]
    public ElementType WireType { get; init; } = ElementType.Float32;

    /// <summary>Gradients are summed in buckets of this size, each as soon as the backward pass has filled it; null takes a 32nd of the network's, 0.0625 to 8.</summary>
    [Description("MiB of gradients, in fp32, that are summed at a time, as soon as the backward pass has made them all; by default a 32nd of the network's, at least 0.0625 and at most 8. Less begins earlier and leaves less to be summed when the pass is over; more has fewer messages."), Range(0.0, 4096, MinimumIsExclusive = true)]
    public double? BucketMiB { get; init; }
}
