using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>The few calls of the C library that .NET has no equal for.</summary>
public static partial class Libc
{
    /// <summary>Sets a variable in the C environment, which native libraries read; .NET's own setter changes a copy that they never see.</summary>
    public static void SetEnvironment(string name, string value)
    {
        if (setenv(name, value, 1) != 0) throw new InvalidOperationException($"setenv {name} failed");
    }

    /// <summary>
    /// Lets the C heap keep what is freed for the next request, in place of giving it back to the kernel, which clears every page again: a training step
    /// asks for the same memory over and over, and a sixth of its time went into page faults.
    /// </summary>
    /// <param name="keepBytes">How much free memory at the heap's end is kept.</param>
    public static void KeepFreedMemory(int keepBytes)
    {
        // glibc's greatest threshold; larger blocks are mapped one by one and given back at once.
        const int MapThreshold = -3, TrimThreshold = -1, LargestMapThreshold = 32 << 20;
        _ = mallopt(MapThreshold, LargestMapThreshold);
        _ = mallopt(TrimThreshold, keepBytes);
    }

    /// <summary>Gives what the C heap has kept back to the kernel, wherever in the heap it lies: after much small memory that nothing else will fit into was freed for good.</summary>
    public static void ReleaseFreedMemory() => _ = malloc_trim(0);

    /// <summary>Sleeps; .NET's own sleep knows whole milliseconds only.</summary>
    public static void Sleep(int microseconds) => _ = usleep((uint)microseconds);

    /// <summary>
    /// Lets the calling thread compute only with what the others leave: Linux counts a thread's nice value by itself, and .NET's thread priorities do nothing there; and
    /// no thread at work makes way for this one when it wakes up. It cannot be taken back without a privilege.
    /// </summary>
    /// <param name="nice">0 to 19; each step leaves the thread about a fifth less of a core that others want too.</param>
    public static void YieldToOthers(int nice)
    {
        const int Batch = 3;
        int unused = 0;
        _ = sched_setscheduler(0, Batch, ref unused);
        _ = setpriority(0, 0, nice);
    }

    /// <summary>How many seconds of a processor the calling thread has had.</summary>
    public static double ProcessorSecondsOfThread()
    {
        const int ThreadProcessorTime = 3;
        TimeSpec time = default;
        _ = clock_gettime(ThreadProcessorTime, ref time);
        return time.Seconds + 1e-9 * time.Nanoseconds;
    }

    /// <summary>Ends the process now: nothing is run or flushed any more, and no thread of it can hold that up.</summary>
    public static void EndProcess(int exitCode) => _exit(exitCode);

    /// <summary>Ends another process by SIGKILL, which a stopped one obeys too.</summary>
    public static void Kill(int process) => _ = kill(process, 9);

    /// <summary>Leaves the session of whoever started this process: what it does to its own does not reach here any more.</summary>
    public static void BeginSession() => _ = setsid();

    /// <summary>
    /// Closes what this process has inherited beside its standard streams; .NET's own files are marked to be closed in children, inherited ones are not. A
    /// launcher takes a rank for alive while anyone holds the other end of its line.
    /// </summary>
    public static void CloseInherited()
    {
        const int GetFlags = 1, CloseOnExec = 1;
        foreach (string path in Directory.GetFiles("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(path), out int number) && number > 2 && fcntl(number, GetFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0)
                _ = close(number);
        }
    }

    [LibraryImport("libc")]
    private static partial void _exit(int code);

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc")]
    private static partial int setsid();

    [LibraryImport("libc")]
    private static partial int fcntl(int file, int command, nint argument);

    [LibraryImport("libc")]
    private static partial int close(int file);

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, ref TimeSpec time);

    [LibraryImport("libc")]
    private static partial int setpriority(int which, uint who, int nice);

    // struct sched_param is one int, the priority, which a batch thread has none of.
    [LibraryImport("libc")]
    private static partial int sched_setscheduler(int thread, int policy, ref int parameters);

    [LibraryImport("libc")]
    private static partial int usleep(uint microseconds);

    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint pad);

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [StructLayout(LayoutKind.Sequential)]
    struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
