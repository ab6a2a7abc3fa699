namespace Rossby.Ingest;

/// <summary>A piece of an ingest that one worker makes, whole or not at all; its result depends on nothing but config and sources.</summary>
/// <param name="Name">Names its lock.</param>
/// <param name="Samples">How many samples it goes over, for progress.</param>
/// <param name="IsDone">Whether its result is there.</param>
/// <param name="Make">
/// Makes it, over whatever an earlier try left. The task that it returns waits for the disk and gives the result its name; meanwhile the next item is begun.
/// </param>
internal sealed record WorkItem(string Name, int Samples, Func<bool> IsDone, Func<CancellationToken, Task> Make)
{
    /// <summary>An item that is whole when <paramref name="make"/> returns.</summary>
    internal WorkItem(string name, int samples, Func<bool> isDone, Action<CancellationToken> make)
        : this(name, samples, isDone, stop =>
        {
            make(stop);
            return Task.CompletedTask;
        })
    {
    }
}
