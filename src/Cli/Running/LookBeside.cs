namespace Rossby.Cli;

/// <summary>A look at source files by <see cref="DamageWatch"/> that goes on beside other work.</summary>
internal sealed class LookBeside : IDisposable
{
    readonly CancellationTokenSource stop;
    readonly Task look;

    /// <summary>Begins to look.</summary>
    public LookBeside(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // It waits for another process most of the time, which threads of the pool should not.
        look = Task.Factory.StartNew(() => DamageWatch.Look(paths, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Returns when all files have been looked at.</summary>
    /// <exception cref="Core.DataException">libhdf5 crashed on one; the message names it.</exception>
    public void Finish() => look.GetAwaiter().GetResult();

    /// <summary>Ends it, whatever it has found.</summary>
    public void Dispose()
    {
        stop.Cancel();
        look.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        stop.Dispose();
    }
}
