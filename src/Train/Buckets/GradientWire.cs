using Rossby.Core;

namespace Rossby.Train;

/// <summary>Sums over the ranks by the algorithm of the config: of gradients in the type that they have on their way, of other values in single precision.</summary>
internal sealed unsafe class GradientWire : IDisposable
{
    readonly IAllreduce allreduce;
    readonly ElementType wireType;
    readonly Scratch narrow = new();

    /// <summary>With <c>auto</c>, measures; collective.</summary>
    public GradientWire(ICommunicator communicator, AllreduceConfig config)
    {
        (allreduce, wireType) = (Allreduces.Create(config.Algorithm), config.WireType);
        if (communicator.Size > 1 && allreduce is AutoAllreduce auto) communicator.Start(auto.Measure).GetAwaiter().GetResult();
    }

    /// <summary>The algorithm, for people; with <c>auto</c> its choice by size.</summary>
    public string Description => $"{(allreduce is AutoAllreduce auto ? $"auto: {auto.Describe()}" : $"{allreduce.Algorithm}")}, as {wireType}";

    /// <summary>Sums gradients in place; on the communication thread.</summary>
    public void SumGradients(IPointToPoint link, float* values, int count)
    {
        if (wireType == ElementType.Float32)
        {
            Sum(link, values, count);
            return;
        }
        ushort* halves = (ushort*)narrow.Take((long)count * sizeof(ushort));
        WireFormat.Narrow(new(values, count), new(halves, count), wireType);
        allreduce.Sum(link, (byte*)halves, count, wireType);
        WireFormat.Widen(new(halves, count), new(values, count), wireType);
    }

    /// <summary>Sums values in place, in single precision; on the communication thread.</summary>
    public void Sum(IPointToPoint link, float* values, int count) => allreduce.Sum(link, (byte*)values, count, ElementType.Float32);

    /// <inheritdoc/>
    public void Dispose()
    {
        (allreduce as IDisposable)?.Dispose();
        narrow.Dispose();
    }
}
