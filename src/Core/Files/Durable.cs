using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rossby.Core;

/// <summary>Makes files and folders durable, and says so when it could not: .NET's own way of syncing a file ignores every error, and has none for a folder.</summary>
public static partial class Durable
{
    /// <summary>Makes what was written to a file durable; any thread may go on writing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What errors call it.</param>
    /// <exception cref="IOException">The device failed: what was written may be lost.</exception>
    public static void SyncFile(SafeFileHandle file, string path)
    {
        const int interrupted = 4, invalid = 22;
        while (fsync(file) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            // What lies on no device, or on a file system that syncs nothing, has nothing to offer.
            if (error == invalid) return;
            if (error != interrupted) throw Failed(path, "synced");
        }
    }

    /// <summary>Makes renames in a folder durable.</summary>
    /// <exception cref="IOException">The folder cannot be opened, or the device failed: what was renamed may be lost with the power.</exception>
    public static void SyncFolder(string folder)
    {
        using var handle = new SafeFileHandle(open(folder, 0), ownsHandle: true);
        if (handle.IsInvalid) throw Failed(folder, "opened to be synced");
        SyncFile(handle, folder);
    }

    static IOException Failed(string path, string what) =>
        new($"{path}: could not be {what}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);
}
