using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>Some ranks of an MPI job with a communicator of their own: messages of theirs are never taken for those of the work in hand.</summary>
internal sealed class MpiGroup(CommunicationThread thread, MpiLink link) : IRankGroup
{
    /// <inheritdoc/>
    public int Rank => link.Rank;

    /// <inheritdoc/>
    public int Size => link.Size;

    /// <inheritdoc/>
    public Task Start(Action<IPointToPoint> work) => thread.PostUrgent(() => work(link));
}
