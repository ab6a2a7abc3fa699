using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// Makes gradients and running statistics the mean over all ranks, through one flat buffer: every rank makes the same step, and the running
/// statistics are those of the whole batch's parts.
/// </summary>
/// <remarks>The buffer's order is that of the parameters, the same on every rank. One rank has nothing to do and takes no memory.</remarks>
public sealed unsafe class GradientAverage : IDisposable
{
    readonly ICommunicator communicator;
    readonly IAllreduce allreduce;
    readonly ElementType wireType;
    readonly Parameter[] trained;
    readonly Parameter[] statistics;
    // Pinned, for the communication thread.
    readonly float[] buffer;
    readonly ushort[] narrow;

    /// <summary>Takes the buffer and, with <c>auto</c>, measures; collective.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    /// <param name="config">The algorithm, and the type of gradients on their way.</param>
    public GradientAverage(ICommunicator communicator, IReadOnlyList<Parameter> parameters, AllreduceConfig config)
    {
        (this.communicator, wireType) = (communicator, config.WireType);
        allreduce = Allreduces.Create(config.Algorithm);
        trained = [.. parameters.Where(p => p.Trainable)];
        statistics = [.. parameters.Where(p => !p.Trainable && IsFloat(p))];
        bool alone = communicator.Size == 1;
        buffer = alone ? [] : GC.AllocateArray<float>(checked((int)trained.Concat(statistics).Sum(p => p.NumberOfElements)), pinned: true);
        narrow = alone || wireType == ElementType.Float32 ? [] : GC.AllocateArray<ushort>(Gradients, pinned: true);
        if (!alone && allreduce is AutoAllreduce auto) communicator.Start(auto.Measure).GetAwaiter().GetResult();
    }

    /// <summary>The algorithm, for people; with <c>auto</c> its choice by size.</summary>
    public string Description => allreduce is AutoAllreduce auto ? $"auto: {auto.Describe()}" : $"{allreduce.Algorithm}";

    int Gradients => checked((int)trained.Sum(p => p.NumberOfElements));

    /// <summary>Averages what the backward pass left. A parameter without a gradient counts as zero on this rank.</summary>
    public void Run()
    {
        if (communicator.Size == 1) return;
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        int at = 0;
        foreach (var p in trained) Read(p.Gradient, p, ref at);
        foreach (var p in statistics) Read(p.Value, p, ref at);
        communicator.Start(Sum).GetAwaiter().GetResult();
        float share = 1f / communicator.Size;
        for (int i = 0; i < buffer.Length; i++) buffer[i] *= share;
        at = 0;
        foreach (var p in trained) Write(p.Gradient, p, ref at);
        foreach (var p in statistics) Write(p.Value, p, ref at);
    }

    /// <inheritdoc/>
    public void Dispose() => (allreduce as IDisposable)?.Dispose();

    // Running statistics always go in full: a variance in 16 bits would drift.
    void Sum(IPointToPoint link)
    {
        int whole = narrow.Length;
        fixed (float* values = buffer)
        fixed (ushort* halves = narrow)
        {
            if (whole > 0)
            {
                WireFormat.Narrow(buffer.AsSpan(0, whole), narrow, wireType);
                allreduce.Sum(link, (byte*)halves, whole, wireType);
                WireFormat.Widen(narrow, buffer.AsSpan(0, whole), wireType);
            }
            allreduce.Sum(link, (byte*)(values + whole), buffer.Length - whole, ElementType.Float32);
        }
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
