using Rossby.Torch;

namespace Rossby.Tests.Native;

/// <summary>Test input that is the same on every machine.</summary>
static class Numbers
{
    /// <summary>Doubles in [-1, 1).</summary>
    public static Tensor Uniform(int seed, params long[] shape)
    {
        var random = new Random(seed);
        var values = new double[shape.Aggregate(1L, (n, length) => n * length)];
        for (int i = 0; i < values.Length; i++) values[i] = 2 * random.NextDouble() - 1;
        return Tensor.From<double>(values, shape);
    }
}
