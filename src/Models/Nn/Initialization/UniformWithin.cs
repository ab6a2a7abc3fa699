namespace Rossby.Models;

/// <summary>Uniform in +-<paramref name="Bound"/>: PyTorch's default for a bias, with 1 / sqrt(fanIn) of the weight beside it.</summary>
/// <param name="Bound">The largest value.</param>
public sealed record UniformWithin(double Bound) : Initializer
{
    /// <inheritdoc/>
    protected override double Element(CounterRandom random, long index, long fanIn) => (2 * random.Uniform(index, 0) - 1) * Bound;
}
