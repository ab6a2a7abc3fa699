using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>
/// A file that a native library writes beside its final name. <see cref="Commit"/> syncs and renames it; disposing without
/// a commit deletes it. So a reader sees all of it or nothing.
/// </summary>
public sealed partial class PartialFile : IDisposable
{
    static int counter;
    bool done;

    /// <summary>Prepares the partial file's name in the final path's directory, which must exist; creates nothing yet.</summary>
    /// <exception cref="StorageException">The directory does not exist, or the final path is a directory.</exception>
    public PartialFile(string finalPath)
    {
        FinalPath = finalPath;
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(finalPath)) ?? "/";
        if (!Directory.Exists(folder)) throw new StorageException($"{finalPath}: cannot be written: the directory {folder} does not exist");
        if (Directory.Exists(finalPath)) throw new StorageException($"{finalPath}: cannot be written: it is a directory");
        Path = $"{finalPath}.partial-{Environment.ProcessId}-{Interlocked.Increment(ref counter)}";
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>The name that the file has after <see cref="Commit"/>.</summary>
    public string FinalPath { get; }

    /// <summary>Syncs the closed file to the disk and gives it its final name, replacing what was there.</summary>
    /// <exception cref="StorageException">No space, no permission or a device error; the final name is untouched.</exception>
    public void Commit()
    {
        try
        {
            using (var handle = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite)) Durable.SyncFile(handle, Path);
            File.Move(Path, FinalPath, overwrite: true);
            done = true;
            Durable.SyncFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(FinalPath)) ?? "/");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{FinalPath}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>
    /// Deletes the partial file unless it was committed. Emptied first: a library that still holds it open, since its last writes
    /// met a full disk, then finds the space to close it. So dispose this before closing the library's handle.
    /// </summary>
    public void Dispose()
    {
        if (done) return;
        done = true;
        // The failure that brought us here is the one to report; a leftover has a name that nobody reads.
        _ = truncate(Path, 0);
        _ = unlink(Path);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int truncate(string path, long length);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlink(string path);
}
