namespace Rossby.Models;

/// <summary>A normal distribution of variance 2 / fanIn (He et al. 2015), uncut: PyTorch's <c>kaiming_normal_</c>.</summary>
public sealed record KaimingNormal : Initializer
{
    /// <inheritdoc/>
    protected override double Element(CounterRandom random, long index, long fanIn) =>
        Math.Sqrt(2.0 / fanIn) * Math.Sqrt(-2 * Math.Log(1 - random.Uniform(index, 0))) * Math.Cos(2 * Math.PI * random.Uniform(index, 1));
}
