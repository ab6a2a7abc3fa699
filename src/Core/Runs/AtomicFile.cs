namespace Rossby.Core;

/// <summary>Files that are there whole or not at all: written beside, synced, renamed, the folder synced.</summary>
public static class AtomicFile
{
    /// <summary>The ending of a file that is not finished.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>Writes a file by <paramref name="write"/>.</summary>
    /// <exception cref="StorageException">No space, no permission or a device error; nothing is left.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string partial = path + PartialSuffix;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush();
                Durable.SyncFile(stream.SafeFileHandle, partial);
            }
            Commit(partial, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(partial);
            throw new StorageException($"{path}: could not be written: {e.Message}", e);
        }
        catch
        {
            Discard(partial);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Gives a finished, synced file its final name and syncs the folder.</summary>
    public static void Commit(string partial, string path)
    {
        File.Move(partial, path, overwrite: true);
        Durable.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Deletes an unfinished file if it is there.</summary>
    public static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; a leftover under the partial name harms nobody.
        }
    }
}
