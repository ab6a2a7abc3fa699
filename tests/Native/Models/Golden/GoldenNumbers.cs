using System.Text;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Tests.Native;

/// <summary>The numbers by formula of shared/golden/README.md: weights, inputs and labels that any program can make.</summary>
static class GoldenNumbers
{
    /// <summary>u(i) for the first <paramref name="count"/> elements of a name.</summary>
    static double[] Uniform(string seed, string name, long count)
    {
        ulong h = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes($"{seed}:{name}")) h = (h ^ b) * 1099511628211;
        var u = new double[count];
        for (long i = 0; i < count; i++)
        {
            ulong z = h + (ulong)i * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            u[i] = ((z ^ (z >> 31)) >> 40) / 16777216.0;
        }
        return u;
    }

    /// <summary>Fills parameters and running statistics; counters stay 0.</summary>
    public static void Fill(ParameterStore store, string seed)
    {
        foreach (var p in store.All)
        {
            if (p.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) continue;
            double[] values = [.. Uniform(seed, p.Name, p.NumberOfElements).Select(u => Value(p, u))];
            using var scope = TensorScope.Begin();
            p.Assign(Tensor.From<double>(values, [.. p.Shape]));
        }
    }

    static double Value(Parameter p, double u) =>
        p.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.5 + u
        : p.Name.EndsWith("running_mean", StringComparison.Ordinal) ? 0.2 * u - 0.1
        : p.Shape.Count == 4 ? (2 * u - 1) * Math.Sqrt(6.0 / (p.Shape[1] * p.Shape[2] * p.Shape[3]))
        : p.Shape.Count == 2 ? (2 * u - 1) * Math.Sqrt(3.0 / p.Shape[1])
        : p.Name.EndsWith("bias", StringComparison.Ordinal) ? 0.2 * u - 0.1
        : 0.5 + u;

    /// <summary>The input [B, C, H, W].</summary>
    public static Tensor Input(string seed, long[] shape) =>
        Tensor.From<double>([.. Uniform(seed, "input", shape.Aggregate(1L, (n, m) => n * m)).Select(u => (2 * u - 1) * Math.Sqrt(3))], shape);

    /// <summary>The labels [B, H, W].</summary>
    public static byte[] Labels(string seed, long count) => [.. Uniform(seed, "label", count).Select(u => (byte)Math.Floor(3 * u))];
}
