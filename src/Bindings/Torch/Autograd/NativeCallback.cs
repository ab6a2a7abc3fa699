using System.Runtime.ExceptionServices;

namespace Rossby.Torch;

/// <summary>
/// What functions of ours that libtorch calls for a thread have thrown: no exception crosses its frames, so it waits here until the thread's call that led
/// there is over. Functions carry it with them: on a device libtorch runs those of a backward pass on a thread of its own.
/// </summary>
internal sealed class NativeCallback
{
    [ThreadStatic]
    static NativeCallback? mine;

    ExceptionDispatchInfo? first;

    NativeCallback()
    {
    }

    /// <summary>This thread's.</summary>
    public static NativeCallback OfThisThread => mine ??= new();

    /// <summary>Runs a body.</summary>
    /// <returns>The status for libtorch's side: 0 done, 1 failed.</returns>
    public int Run(Action body)
    {
#pragma warning disable CA1031 // Thrown again behind libtorch's frames.
        try
        {
            body();
            return 0;
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
            return 1;
        }
#pragma warning restore CA1031
    }

    /// <summary>Throws what was thrown for this thread first.</summary>
    public static void ThrowIfFailed()
    {
        if (mine is { } own) Interlocked.Exchange(ref own.first, null)?.Throw();
    }
}
