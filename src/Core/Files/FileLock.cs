using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rossby.Core;

/// <summary>
/// Sole right to something, held by <c>flock(2)</c> on a file, which the kernel gives back when its holder dies. Asked for by name here because
/// .NET's own locking of every opened file is switched off (Directory.Build.props).
/// </summary>
public sealed partial class FileLock : IDisposable
{
    const int Exclusive = 2, NonBlocking = 4, Unlock = 8;

    readonly SafeFileHandle file;

    FileLock(SafeFileHandle file) => this.file = file;

    /// <summary>Takes the lock, or returns null when another process or thread holds it, or deleted it just now. The file is made, and stays unless its holder deletes it.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileLock? TryTake(string path)
    {
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (flock(file, Exclusive | NonBlocking) == 0)
        {
            if (!IsDeleted(file)) return new FileLock(file);
            _ = flock(file, Unlock);
        }
        file.Dispose();
        return null;
    }

    // Its holder may have deleted it between our opening it and taking it: then it locks nothing any more.
    static bool IsDeleted(SafeFileHandle file) => new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget?.EndsWith(" (deleted)", StringComparison.Ordinal) == true;

    /// <summary>Gives the lock back; said aloud, because a child process that is being started may still hold a copy of the descriptor.</summary>
    public void Dispose()
    {
        if (!file.IsClosed) _ = flock(file, Unlock);
        file.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int flock(SafeFileHandle file, int operation);
}
