namespace Rossby.Core;

/// <summary>Finds out why a folder takes no file, where a library says only that it could not write: libnetcdf calls a full disk "Permission denied".</summary>
public static class WriteTrial
{
    const int Bytes = 1 << 16;

    /// <summary>Writes a small file beside another and deletes it; the operating system's words where that fails, null where it does not.</summary>
    /// <param name="path">The file that could not be written.</param>
    public static string? Failure(string path)
    {
        string trial = $"{path}.trial";
        try
        {
            using (var stream = new FileStream(trial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(new byte[Bytes]);
                stream.Flush();
                Durable.SyncFile(stream.SafeFileHandle, stream.Name);
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
        finally
        {
            AtomicFile.Discard(trial);
        }
    }
}
