namespace Rossby.Core;

/// <summary>A job of one process: every collective call is done before it begins.</summary>
public sealed class SingleRank : ICommunicator
{
    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Size => 1;

    /// <inheritdoc/>
    public RankTopology Topology => RankTopology.Alone;

    /// <inheritdoc/>
    public void Barrier()
    {
    }

    /// <inheritdoc/>
    public void Exchange(int peer, ReadOnlySpan<byte> given, Span<byte> taken) =>
        throw new ArgumentOutOfRangeException(nameof(peer), peer, "There is no other rank.");

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root)
    {
    }

    /// <inheritdoc/>
    public void Allreduce(Span<float> values, ReduceOperation operation)
    {
    }

    /// <inheritdoc/>
    public void Allreduce(Span<double> values, ReduceOperation operation)
    {
    }

    /// <inheritdoc/>
    public void Allreduce(Span<long> values, ReduceOperation operation)
    {
    }

    /// <inheritdoc/>
    public Task Start(Action<IPointToPoint> work) => throw new InvalidOperationException("There is no other rank to send to.");

    /// <inheritdoc/>
    public IRankGroup Split(int group) => throw new InvalidOperationException("There is no other rank to make a group with.");
}
