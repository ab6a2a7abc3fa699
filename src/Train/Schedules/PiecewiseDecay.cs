namespace Rossby.Train;

/// <summary>A factor for each stretch of steps; 1 before the first.</summary>
/// <param name="boundaries">Where the stretches begin, rising.</param>
/// <param name="factors">Their factors.</param>
internal sealed class PiecewiseDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> factors) : IDecay
{
    /// <inheritdoc/>
    public double At(long step)
    {
        int begun = boundaries.Count(b => b <= step);
        return begun == 0 ? 1 : factors[begun - 1];
    }
}
