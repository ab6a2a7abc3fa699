using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// Sums gradients that lie on a device: once the backward pass is done they are copied to main memory, summed over the ranks there, and copied back.
/// </summary>
internal sealed unsafe class StagedSum : IGradientSum
{
    readonly ICommunicator communicator;
    readonly Parameter[] trained;
    readonly RunningStatistics statistics;
    readonly ReachedParameters reached;
    readonly GradientWire wire;
    // Pinned, for the communication thread.
    readonly float[] gradients;

    /// <summary>Takes the memory and, with <c>auto</c>, measures; collective.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    /// <param name="config">Algorithm, and type of gradients on their way.</param>
    /// <param name="reached">What the backward pass must reach.</param>
    public StagedSum(ICommunicator communicator, IReadOnlyList<Parameter> parameters, AllreduceConfig config, ReachedParameters reached)
    {
        (this.communicator, this.reached) = (communicator, reached);
        trained = [.. parameters.Where(p => p.Trainable)];
        statistics = new(parameters, communicator.Size);
        wire = new(communicator, config);
        gradients = GC.AllocateArray<float>(checked((int)trained.Sum(p => p.NumberOfElements)), pinned: true);
    }

    /// <inheritdoc/>
    public string Description => $"{wire.Description}, in main memory after backward";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [];

    /// <inheritdoc/>
    public void BeginStep()
    {
    }

    /// <inheritdoc/>
    public void BeginLastBackward()
    {
    }

    /// <inheritdoc/>
    public void Abandon()
    {
    }

    /// <inheritdoc/>
    public void Finish()
    {
        using var scope = TensorScope.Begin();
        List<Parameter> unreached = [];
        int at = 0;
        foreach (var p in trained)
        {
            var part = Part(p, ref at);
            if (p.Gradient is { } gradient)
            {
                gradient.CopyTo(part);
            }
            else
            {
                part.Clear();
                unreached.Add(p);
            }
        }
        statistics.Read();
        communicator.Start(link =>
        {
            statistics.Sum(link, wire);
            fixed (float* values = gradients) wire.SumGradients(link, values, gradients.Length);
        }).GetAwaiter().GetResult();
        at = 0;
        foreach (var p in trained) p.SetGradient(Tensor.From<float>(Part(p, ref at), [.. p.Shape]));
        statistics.Write();
        reached.Require(unreached);
    }

    /// <inheritdoc/>
    public void Settle()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => wire.Dispose();

    Span<float> Part(Parameter p, ref int at)
    {
        int length = checked((int)p.NumberOfElements);
        at += length;
        return gradients.AsSpan(at - length, length);
    }
}
