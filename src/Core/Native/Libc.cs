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

    /// <summary>Sleeps; .NET's own sleep knows whole milliseconds only.</summary>
    public static void Sleep(int microseconds) => _ = usleep((uint)microseconds);

    [LibraryImport("libc")]
    private static partial int usleep(uint microseconds);

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
