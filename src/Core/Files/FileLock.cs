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

    /// <summary>Takes the lock, or returns null when another process or thread holds it. The file is made, and stays.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static FileLock? TryTake(string path)
    {
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (flock(file, Exclusive | NonBlocking) == 0) return new FileLock(file);
        file.Dispose();
        return null;
    }

    /// <summary>Gives the lock back; said aloud, because a child process that is being started may still hold a copy of the descriptor.</summary>
    public void Dispose()
    {
        if (!file.IsClosed) _ = flock(file, Unlock);
        file.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int flock(SafeFileHandle file, int operation);
}
