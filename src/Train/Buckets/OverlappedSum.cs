using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Sums each bucket while the backward pass makes the gradients of the next; running statistics go first, since the forward pass left them whole.</summary>
internal sealed class OverlappedSum : IGradientSum
{
    readonly BucketSums sums;
    readonly RunningStatistics statistics;
    readonly ReachedParameters reached;

    /// <summary>Hangs the hooks; collective.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    /// <param name="config">Buckets and algorithm.</param>
    /// <param name="reached">What the backward pass must reach.</param>
    /// <param name="timeline">Gets each sum; null for none.</param>
    /// <param name="norms">What else is summed while a bucket fills; null for nothing.</param>
    public OverlappedSum(
        ICommunicator communicator, IReadOnlyList<Parameter> parameters, AllreduceConfig config, ReachedParameters reached, Timeline? timeline = null, NormSums? norms = null)
    {
        sums = new(communicator, [.. parameters.Where(p => p.Trainable)], config, hooked: true, timeline);
        statistics = new(parameters, communicator.Size);
        this.reached = reached;
        if (norms is not null) norms.Asked = sums.Gradients.Rouse;
    }

    /// <inheritdoc/>
    public string Description => $"{sums.Description}, while backward runs";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [];

    /// <inheritdoc/>
    public void BeginStep()
    {
    }

    /// <inheritdoc/>
    public void BeginLastBackward()
    {
        sums.Gradients.Arm();
        statistics.Read();
        sums.Start(statistics.Sum);
    }

    /// <inheritdoc/>
    public void Abandon() => sums.Gradients.Abandon();

    /// <inheritdoc/>
    public void Finish()
    {
        var unreached = sums.Gradients.Complete();
        sums.Wait();
        statistics.Write();
        reached.Require(unreached);
    }

    /// <inheritdoc/>
    public void Settle()
    {
    }

    public void Dispose() => sums.Dispose();
}
