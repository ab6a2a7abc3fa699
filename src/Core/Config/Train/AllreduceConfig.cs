using System.ComponentModel;

namespace Rossby.Core;

/// <summary>How gradients are summed over ranks, with <c>fast</c>; <c>exact</c> has its own tree.</summary>
public sealed record AllreduceConfig
{
    /// <summary>The algorithm.</summary>
    [Description("hierarchical, ring, tree, halving-doubling, flat (the MPI's own), or auto: the fastest for the size, as measured when the run starts, so that last bits may differ from start to start.")]
    public AllreduceAlgorithm Algorithm { get; init; } = AllreduceAlgorithm.Hierarchical;

    /// <summary>The type of a gradient on its way.</summary>
    [Description("The type of a gradient on its way between ranks: fp32, bf16 or fp16.")]
    public ElementType WireType { get; init; } = ElementType.Float32;
}
