namespace Rossby.Core;

/// <summary>How the ranks of a job talk: collective calls that every rank makes in the same order.</summary>
public interface ICommunicator
{
    /// <summary>This rank, 0 to <see cref="Size"/> - 1.</summary>
    int Rank { get; }

    /// <summary>How many ranks there are.</summary>
    int Size { get; }

    /// <summary>Where each rank runs.</summary>
    RankTopology Topology { get; }

    /// <summary>By which this rank makes known to the others what it does.</summary>
    RankPulse Pulse => RankPulse.Unwatched;

    /// <summary>Told once how many threads each rank of this node computes with while messages are on their way.</summary>
    void ComputeOn(int threads)
    {
    }

    /// <summary>Waits until every rank is here.</summary>
    void Barrier();

    /// <summary>Gives bytes to another rank and takes what it gives; that rank calls it at the same time.</summary>
    /// <param name="peer">The other rank.</param>
    /// <param name="given">What it gets.</param>
    /// <param name="taken">Filled with what it gives, which need not be as long as what it gets.</param>
    void Exchange(int peer, ReadOnlySpan<byte> given, Span<byte> taken);

    /// <summary>Copies the root's bytes to every rank.</summary>
    void Broadcast(Span<byte> bytes, int root);

    /// <summary>Combines values element by element over all ranks and leaves the result on every rank.</summary>
    void Allreduce(Span<float> values, ReduceOperation operation);

    /// <inheritdoc cref="Allreduce(Span{float}, ReduceOperation)"/>
    void Allreduce(Span<double> values, ReduceOperation operation);

    /// <inheritdoc cref="Allreduce(Span{float}, ReduceOperation)"/>
    void Allreduce(Span<long> values, ReduceOperation operation);

    /// <summary>
    /// Has an algorithm over messages run beside the caller, after all that was asked for before it. Every rank starts the same ones in the same order.
    /// </summary>
    /// <param name="work">Runs on the thread that makes all calls; may wait there for other ranks.</param>
    /// <returns>Ends when the work has ended, with its exception if it threw one.</returns>
    Task Start(Action<IPointToPoint> work);

    /// <summary>
    /// Makes a second way to talk, among the ranks that give the same number. Collective, between two other calls.
    /// </summary>
    /// <param name="group">The number.</param>
    IRankGroup Split(int group);
}
