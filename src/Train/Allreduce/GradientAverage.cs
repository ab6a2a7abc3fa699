using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// Makes gradients and running statistics the mean over all ranks, through one flat buffer: every rank makes the same step, and the running
/// statistics are those of the whole batch's parts.
/// </summary>
/// <remarks>The buffer's order is that of the parameters, the same on every rank. One rank has nothing to do and takes no memory.</remarks>
public sealed class GradientAverage
{
    readonly ICommunicator communicator;
    readonly Parameter[] trained;
    readonly Parameter[] statistics;
    readonly float[] buffer;

    /// <summary>Takes the buffer.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    public GradientAverage(ICommunicator communicator, IReadOnlyList<Parameter> parameters)
    {
        this.communicator = communicator;
        trained = [.. parameters.Where(p => p.Trainable)];
        statistics = [.. parameters.Where(p => !p.Trainable && IsFloat(p))];
        buffer = communicator.Size == 1 ? [] : new float[trained.Concat(statistics).Sum(p => p.NumberOfElements)];
    }

    /// <summary>Averages what the backward pass left. A parameter without a gradient counts as zero on this rank.</summary>
    public void Run()
    {
        if (communicator.Size == 1) return;
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        int at = 0;
        foreach (var p in trained) Read(p.Gradient, p, ref at);
        foreach (var p in statistics) Read(p.Value, p, ref at);
        communicator.Allreduce(buffer, ReduceOperation.Sum);
        float share = 1f / communicator.Size;
        for (int i = 0; i < buffer.Length; i++) buffer[i] *= share;
        at = 0;
        foreach (var p in trained) Write(p.Gradient, p, ref at);
        foreach (var p in statistics) Write(p.Value, p, ref at);
    }

    void Read(Tensor? from, Parameter p, ref int at)
    {
        var part = Part(p, ref at);
        if (from is null) part.Clear();
        else from.CopyTo(part);
    }

    void Write(Tensor? to, Parameter p, ref int at)
    {
        var part = Part(p, ref at);
        to?.CopyInPlace(Tensor.From<float>(part, [.. p.Shape]));
    }

    Span<float> Part(Parameter p, ref int at)
    {
        int length = checked((int)p.NumberOfElements);
        at += length;
        return buffer.AsSpan(at - length, length);
    }

    static bool IsFloat(Parameter p)
    {
        using var scope = TensorScope.Begin();
        return p.Value.DType == ScalarType.Float32;
    }
}
