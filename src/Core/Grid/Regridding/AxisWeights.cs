namespace Rossby.Core;

/// <summary>
/// A sparse matrix that takes values along one axis of a source grid to one axis of a target grid. Each target index has a run of source indices, which
/// wraps round on a periodic axis.
/// </summary>
internal sealed class AxisWeights
{
    readonly int sourceLength;
    readonly int[] first;
    readonly double[][] weights;

    /// <summary>From runs.</summary>
    /// <param name="sourceLength">Length of the source's axis.</param>
    /// <param name="first">Per target index the first source index of its run.</param>
    /// <param name="weights">Per target index the weights of its run; empty where the source has nothing.</param>
    internal AxisWeights(int sourceLength, int[] first, double[][] weights) => (this.sourceLength, this.first, this.weights) = (sourceLength, first, weights);

    /// <summary>Length of the target's axis.</summary>
    internal int Length => first.Length;

    /// <summary>The weights of one target index.</summary>
    internal ReadOnlySpan<double> Of(int target) => weights[target];

    /// <summary>The source index of the k-th weight of a target index.</summary>
    internal int Source(int target, int k)
    {
        int index = first[target] + k;
        return index < sourceLength ? index : index - sourceLength;
    }
}
