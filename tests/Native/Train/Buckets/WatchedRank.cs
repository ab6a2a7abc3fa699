using Rossby.Core;

namespace Rossby.Tests.Native;

/// <summary>A rank that tells its pulse of what runs on its communication thread, as those of an MPI job do.</summary>
sealed class WatchedRank(ICommunicator rank, RankPulse pulse) : ICommunicator
{
    public int Rank => rank.Rank;

    public int Size => rank.Size;

    public RankTopology Topology => rank.Topology;

    public RankPulse Pulse => pulse;

    public void Barrier() => rank.Barrier();

    public void Exchange(int peer, ReadOnlySpan<byte> given, Span<byte> taken) => rank.Exchange(peer, given, taken);

    public void Broadcast(Span<byte> bytes, int root) => rank.Broadcast(bytes, root);

    public void Allreduce(Span<float> values, ReduceOperation operation) => rank.Allreduce(values, operation);

    public void Allreduce(Span<double> values, ReduceOperation operation) => rank.Allreduce(values, operation);

    public void Allreduce(Span<long> values, ReduceOperation operation) => rank.Allreduce(values, operation);

    public Task Start(Action<IPointToPoint> work) => rank.Start(link =>
    {
        pulse.EnterCollective();
        work(link);
        pulse.LeaveCollective();
    });

    public IRankGroup Split(int group) => rank.Split(group);
}
