using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rossby.Core;

/// <summary>
/// A process of this host that need not be a child: the kernel says when it ends (pidfd_open(2), Linux 5.3). Where that is not allowed, <c>/proc</c> says it.
/// </summary>
/// <param name="process">Its number.</param>
/// <param name="start">When it began (proc(5), field 22): the number alone may come to be another's.</param>
public sealed partial class ProcessHandle(int process, long start) : IDisposable
{
    readonly SafeFileHandle file = new((nint)syscall(PidFdOpen, process, 0), ownsHandle: true);

    const long PidFdOpen = 434;

    /// <summary>Its number.</summary>
    public int Process => process;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Waits until one of some processes ends, and marks all that have.</summary>
    /// <param name="processes">The processes.</param>
    /// <param name="milliseconds">How long at most.</param>
    /// <param name="news">A file or socket: as soon as there is something to read, the wait is over too.</param>
    /// <returns>Those that have ended meanwhile.</returns>
    public static unsafe IReadOnlyList<ProcessHandle> Wait(IEnumerable<ProcessHandle> processes, int milliseconds, SafeHandle? news = null)
    {
        const short Readable = 1;
        ProcessHandle[] all = [.. processes.Where(p => !p.HasEnded)];
        // The kernel passes over a file below 0.
        Poll On(SafeHandle? handle) => new() { File = handle is { IsInvalid: false } ? (int)handle.DangerousGetHandle() : -1, Events = Readable };
        Poll[] polls = [.. all.Select(p => On(p.file)), On(news)];
        fixed (Poll* first = polls) _ = poll(first, (ulong)polls.Length, milliseconds);
        for (int i = 0; i < all.Length; i++)
            all[i].HasEnded = all[i].file.IsInvalid ? ProcessClock.StartOf(all[i].Process) != all[i].Start : polls[i].Returned != 0;
        return [.. all.Where(p => p.HasEnded)];
    }

    /// <summary>Ends it by SIGKILL.</summary>
    public void Kill()
    {
        if (!HasEnded && ProcessClock.StartOf(process) == Start) Libc.Kill(process);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    long Start => start;

    [LibraryImport("libc")]
    private static partial long syscall(long number, long process, long flags);

    [LibraryImport("libc")]
    private static unsafe partial int poll(Poll* first, ulong count, int milliseconds);

    struct Poll
    {
        public int File;
        public short Events;
        public short Returned;
    }
}
