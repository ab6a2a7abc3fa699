namespace Rossby.Models;

/// <summary>Uniform in +-sqrt(6 / ((1 + a^2) fanIn)): he_uniform for a = 0, PyTorch's default for convolutions with a = sqrt(5).</summary>
/// <param name="A">The negative slope of the leaky ReLU that is assumed to follow.</param>
public sealed record KaimingUniform(double A = 0) : Initializer
{
    /// <inheritdoc/>
    protected override double Element(CounterRandom random, long index, long fanIn) =>
        (2 * random.Uniform(index, 0) - 1) * Math.Sqrt(6 / ((1 + A * A) * fanIn));
}
