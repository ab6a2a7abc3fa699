using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>A text file while training runs: lines are appended, and cut back to a checkpoint's when one is taken up.</summary>
internal sealed class LineFile : IDisposable
{
    readonly string path;
    readonly SafeFileHandle file;
    readonly FileStream stream;

    /// <summary>Opens the file and cuts it to <paramref name="keepBytes"/>.</summary>
    /// <param name="path">The file; made where it is not there.</param>
    /// <param name="keepBytes">Its length at the checkpoint that is taken up; 0 begins anew.</param>
    /// <exception cref="StorageException">It cannot be opened or written.</exception>
    public LineFile(string path, long keepBytes)
    {
        this.path = path;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream = new FileStream(file, FileAccess.Write, 1 << 12);
            if (stream.Length > keepBytes) stream.SetLength(keepBytes);
            stream.Seek(0, SeekOrigin.End);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}: could not be opened: {e.Message}", e);
        }
    }

    /// <summary>Where it lies.</summary>
    public string Path => path;

    /// <summary>Bytes of all lines so far.</summary>
    public long Length => stream.Length;

    /// <summary>Appends a line and hands it to the operating system, so that one can watch the file.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
            stream.Flush();
        }
        catch (IOException e)
        {
            throw new StorageException($"{path}: could not be written: {e.Message}", e);
        }
    }

    /// <summary>Makes all lines durable: a checkpoint must not name more than is on disk. Another thread may append meanwhile.</summary>
    /// <exception cref="StorageException">The device failed.</exception>
    public void Sync()
    {
        try
        {
            Durable.SyncFile(file, path);
        }
        catch (IOException e)
        {
            throw new StorageException($"{path}: could not be written: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
