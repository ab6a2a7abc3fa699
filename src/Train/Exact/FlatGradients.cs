using Rossby.Torch;

namespace Rossby.Train;

/// <summary>The gradients and running statistics of a network as one vector, in the order of the parameters.</summary>
/// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
internal sealed class FlatGradients(IReadOnlyList<Parameter> parameters)
{
    readonly Parameter[] trained = [.. parameters.Where(p => p.Trainable)];
    readonly Parameter[] statistics = [.. parameters.Where(p => !p.Trainable && IsFloat(p))];
    readonly Parameter[] counters = [.. parameters.Where(p => !p.Trainable && !IsFloat(p))];

    /// <summary>Elements of the vector.</summary>
    public int Length => checked((int)trained.Concat(statistics).Sum(p => p.NumberOfElements));

    /// <summary>Copies what a backward pass left; a parameter that it did not reach counts as zero.</summary>
    public void Read(float[] into)
    {
        using var scope = TensorScope.Begin();
        int at = 0;
        foreach (var p in trained)
        {
            var part = Part(into, p, ref at);
            if (p.Gradient is { } gradient) gradient.CopyTo(part);
            else part.Clear();
        }
        foreach (var p in statistics) p.Value.CopyTo(Part(into, p, ref at));
    }

    /// <summary>Makes the vector the network's gradients, its statistics part times <paramref name="share"/> the running statistics, and counts the pass.</summary>
    public void Write(float[] from, float share)
    {
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        int at = 0;
        foreach (var p in trained) p.SetGradient(Tensor.From<float>(Part(from, p, ref at), [.. p.Shape]));
        foreach (var p in statistics) p.Assign(Tensor.From<float>(Part(from, p, ref at), [.. p.Shape]) * share);
        foreach (var p in counters) p.Value.AddInPlace(1);
    }

    /// <summary>Takes another network's running statistics, which are in the same order.</summary>
    public void TakeStatistics(FlatGradients other)
    {
        using var scope = TensorScope.Begin();
        for (int i = 0; i < statistics.Length; i++) statistics[i].Assign(other.statistics[i].Value);
    }

    static Span<float> Part(float[] vector, Parameter p, ref int at)
    {
        int length = checked((int)p.NumberOfElements);
        at += length;
        return vector.AsSpan(at - length, length);
    }

    static bool IsFloat(Parameter p)
    {
        using var scope = TensorScope.Begin();
        return p.Value.DType == ScalarType.Float32;
    }
}
