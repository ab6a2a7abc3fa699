using Rossby.Core;

namespace Rossby.Train;

/// <summary>The algorithms by name.</summary>
internal static class Allreduces
{
    /// <summary>A new one; dispose it if it can be.</summary>
    public static IAllreduce Create(AllreduceAlgorithm algorithm) => algorithm switch
    {
        AllreduceAlgorithm.Auto => new AutoAllreduce(),
        AllreduceAlgorithm.Flat => new FlatAllreduce(),
        AllreduceAlgorithm.Ring => new RingAllreduce(),
        AllreduceAlgorithm.Tree => new BinomialAllreduce(),
        AllreduceAlgorithm.HalvingDoubling => new HalvingDoublingAllreduce(),
        AllreduceAlgorithm.Hierarchical => new HierarchicalAllreduce(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
