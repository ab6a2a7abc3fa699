using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// The gradient of a step is applied in the next one, as the 2018 system's <c>gradient_lag</c> of 1: its sum over the ranks has all passes of that step to
/// hide behind. The first step applies zeros, as there; the gradient of the last one is not applied.
/// </summary>
/// <remarks>One gradient more is kept than without.</remarks>
internal sealed class LaggedSum : IGradientSum
{
    readonly ICommunicator communicator;
    readonly BucketSums sums;
    readonly RunningStatistics statistics;
    readonly ReachedParameters reached;
    // Whether the last step's gradient is still this rank's own.
    bool isOwn;

    /// <summary>Takes the memory; collective.</summary>
    /// <param name="communicator">The ranks, or one.</param>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    /// <param name="config">Buckets and algorithm.</param>
    /// <param name="reached">What the backward pass must reach.</param>
    /// <param name="timeline">Gets each sum; null for none.</param>
    public LaggedSum(ICommunicator communicator, IReadOnlyList<Parameter> parameters, AllreduceConfig config, ReachedParameters reached, Timeline? timeline = null)
    {
        (this.communicator, this.reached) = (communicator, reached);
        Parameter[] trained = [.. parameters.Where(p => p.Trainable)];
        sums = new(communicator, trained, config, hooked: false, timeline);
        statistics = new(parameters, communicator.Size);
        // The buckets' order is the opposite one.
        Pending = [.. trained.Select((p, i) => KeyValuePair.Create($"{p.Name}.pending_gradient", sums.Gradients.Place(trained.Length - 1 - i)))];
    }

    /// <inheritdoc/>
    public string Description => $"{sums.Description}, while the next step runs";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending { get; }

    /// <inheritdoc/>
    public void BeginStep()
    {
        if (!isOwn) return;
        sums.Gradients.TakeHeld();
        sums.Start();
        isOwn = false;
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
        sums.Wait();
        if (communicator.Size > 1)
        {
            statistics.Read();
            sums.Run(statistics.Sum);
            statistics.Write();
        }
        var unreached = sums.Gradients.Exchange();
        isOwn = true;
        reached.Require(unreached);
    }

    /// <inheritdoc/>
    public void Settle()
    {
        BeginStep();
        sums.Wait();
    }

    public void Dispose()
    {
        foreach (var (_, place) in Pending) place.Dispose();
        sums.Dispose();
    }
}
