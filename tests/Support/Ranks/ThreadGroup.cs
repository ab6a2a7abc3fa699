using Rossby.Core;

namespace Rossby.Tests.Support;

/// <summary>Some of the ranks that are threads, with messages of their own.</summary>
sealed class ThreadGroup(ThreadLink link) : IRankGroup
{
    Task last = Task.CompletedTask;

    public int Rank => link.Rank;

    public int Size => link.Size;

    public Task Start(Action<IPointToPoint> work) =>
        last = last.ContinueWith(_ => work(link), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);
}
