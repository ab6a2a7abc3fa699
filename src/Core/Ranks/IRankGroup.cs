namespace Rossby.Core;

/// <summary>
/// Some ranks of a job, that talk beside what <see cref="ICommunicator.Start"/> has in hand: in the middle of it, whenever it waits. Where in it that is may
/// differ from rank to rank, but within the group all start the same things in the same order.
/// </summary>
public interface IRankGroup
{
    /// <summary>This rank's number in the group, in the order of the job's ranks.</summary>
    int Rank { get; }

    /// <summary>How many ranks the group has.</summary>
    int Size { get; }

    /// <summary>Has an algorithm over messages within the group run at once.</summary>
    /// <param name="work">Runs on the thread that makes all calls; may wait there for ranks of the group, and for nothing else.</param>
    /// <returns>Ends when the work has ended, with its exception if it threw one.</returns>
    Task Start(Action<IPointToPoint> work);
}
