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

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
