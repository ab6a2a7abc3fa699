using System.Runtime.ExceptionServices;

namespace Rossby.Torch;

/// <summary>Runs libtorch on several threads at once, each of which computes with the same number of threads inside an operation.</summary>
/// <remarks>The one place where a process has more than one thread in libtorch (docs/decisions). Nothing is shared but weights, which nobody writes meanwhile.</remarks>
public static class SideBySide
{
    /// <summary>Runs a body on each worker; one worker is the caller's own thread.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="threads">Threads inside an operation.</param>
    /// <param name="body">Is given the worker's number.</param>
    /// <exception cref="Exception">What the first worker that failed threw, after all have ended.</exception>
    public static void Run(int workers, int threads, Action<int> body)
    {
        if (workers == 1)
        {
            body(0);
            return;
        }
        var errors = new Exception?[workers];
        var all = new Thread[workers];
        for (int i = 0; i < workers; i++)
        {
            int worker = i;
            all[i] = new Thread(() =>
            {
                try
                {
                    // Both are settings of a thread.
                    TorchThreads.Set(threads);
                    TorchRuntime.SetFlushDenormals(true);
                    body(worker);
                }
                catch (Exception e)
                {
                    errors[worker] = e;
                }
            }) { Name = $"beside {i}" };
            all[i].Start();
        }
        foreach (var thread in all) thread.Join();
        if (Array.Find(errors, e => e is not null) is { } first) ExceptionDispatchInfo.Throw(first);
    }
}
