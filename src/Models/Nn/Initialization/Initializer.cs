using System.Buffers;
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

    // So many elements are made at once, or one slice of the first dimension: whole weights in double would leave garbage of twice their size, which the process
    // keeps for a while.
    const long Together = 1 << 16;

    internal void Fill(Parameter parameter, ulong seed)
    {
        var random = CounterRandom.For(seed, parameter.Name);
        long fanIn = parameter.Shape.Skip(1).Aggregate(1L, (n, length) => n * length), slices = parameter.NumberOfElements / fanIn, step = Math.Max(1, Together / fanIn);
        double[] values = ArrayPool<double>.Shared.Rent(checked((int)(Math.Min(step, slices) * fanIn)));
        using var noGrad = Autograd.NoGrad();
        for (long first = 0; first < slices; first += step)
        {
            using var scope = TensorScope.Begin();
            long count = Math.Min(step, slices - first);
            for (long i = 0; i < count * fanIn; i++) values[i] = Element(random, first * fanIn + i, fanIn);
            var part = parameter.Shape.Count == 0 ? parameter.Value : parameter.Value.Narrow(0, first, count);
            part.CopyInPlace(Tensor.From<double>(values.AsSpan(0, (int)(count * fanIn)), [.. part.Shape]));
        }
        ArrayPool<double>.Shared.Return(values);
    }
}
