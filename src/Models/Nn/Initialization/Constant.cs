namespace Rossby.Models;

/// <summary>The same value everywhere.</summary>
/// <param name="Value">That value.</param>
public sealed record Constant(double Value) : Initializer
{
    /// <inheritdoc/>
    protected override double Element(CounterRandom random, long index, long fanIn) => Value;
}
