using Rossby.Torch;

namespace Rossby.Models;

/// <summary>First values of a parameter: a function of the seed, the parameter's name and the element's index, so that neither the order of making nor threads matter.</summary>
public abstract record Initializer
{
    /// <summary>One element.</summary>
    /// <param name="random">The parameter's own random numbers.</param>
    /// <param name="index">The element's place in the order of the dimensions.</param>
    /// <param name="fanIn">Inputs that reach one output: the product of all lengths but the first.</param>
    protected abstract double Element(CounterRandom random, long index, long fanIn);

    internal void Fill(Parameter parameter, ulong seed)
    {
        var random = CounterRandom.For(seed, parameter.Name);
        long fanIn = parameter.Shape.Skip(1).Aggregate(1L, (n, length) => n * length);
        var values = new double[parameter.NumberOfElements];
        for (long i = 0; i < values.Length; i++) values[i] = Element(random, i, fanIn);
        using var scope = TensorScope.Begin();
        parameter.Assign(Tensor.From<double>(values, [.. parameter.Shape]));
    }
}
