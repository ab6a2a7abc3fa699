using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// <c>data/&lt;hash&gt;/work</c>: results that workers leave for each other until the set is whole, the locks of what is being made, and one lock for each
/// worker. The last to leave a whole set deletes the folder.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    const string WorkerSuffix = ".worker", LockSuffix = ".lock";
    readonly DataFolder folder;
    readonly FileLock self;
    readonly string selfPath;
    bool abandoned;

    WorkFolder(DataFolder folder, string selfPath, FileLock self) => (this.folder, this.selfPath, this.self) = (folder, selfPath, self);

    /// <summary>Joins the work on a set; null when it is whole already. A manifest whose shards are not all there goes.</summary>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    internal static WorkFolder? Join(DataFolder folder, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            using var gate = EnterGate(folder, cancellation);
            if (folder.IsWhole())
            {
                // A kill may come between the manifest and the end of the work.
                if (!IsAtWork(folder, except: null)) Delete(folder.Work);
                return null;
            }
            File.Delete(folder.Manifest);
            Directory.CreateDirectory(folder.Work);
            string path = Path.Combine(folder.Work, $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}{WorkerSuffix}");
            return new WorkFolder(folder, path, FileLock.TryTake(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder.Path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The path of a result.</summary>
    internal string this[string name] => Path.Combine(folder.Work, name);

    /// <summary>The right to make an item, or null when another process is at it.</summary>
    internal FileLock? TryLock(string name) => FileLock.TryTake(this[name + LockSuffix]);

    /// <summary>Waits for the short lock that all workers of a set take in turn.</summary>
    internal FileLock EnterGate(CancellationToken cancellation) => EnterGate(folder, cancellation);

    /// <summary>Leaves a result.</summary>
    internal void Write<T>(string name, T result, JsonTypeInfo<T> type) => AtomicFile.Write(this[name], stream => JsonSerializer.Serialize(stream, result, type));

    /// <summary>Reads a result.</summary>
    /// <exception cref="DataException">It is damaged.</exception>
    internal T Read<T>(string name, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(this[name]), type) ?? throw new DataException($"{this[name]}: holds null. Delete {folder.Path} and run again.");
        }
        catch (JsonException e)
        {
            throw new DataException($"{this[name]}: damaged: {e.Message} Delete {folder.Path} and run again.", e);
        }
    }

    /// <summary>Whether a result is there.</summary>
    internal bool Has(string name) => File.Exists(this[name]);

    /// <summary>Leaves the set unfinished for good, since its sources do not fit: what was made of it goes, unless others are at work.</summary>
    internal void Abandon()
    {
        using var gate = EnterGate(folder, CancellationToken.None);
        if (IsAtWork(folder, except: selfPath)) return;
        Delete(folder.Shards);
        Delete(folder.Work);
        abandoned = true;
    }

    /// <summary>Leaves; the last one deletes the results when the set is whole.</summary>
    public void Dispose()
    {
        try
        {
            using var gate = EnterGate(folder, CancellationToken.None);
            self.Dispose();
            AtomicFile.Discard(selfPath);
            if (File.Exists(folder.Manifest) && !IsAtWork(folder, except: selfPath)) Delete(folder.Work);
            if (abandoned && Directory.GetFileSystemEntries(folder.Path) is [var only] && only == folder.Lock) Delete(folder.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing that matters: the set is whole without this, and another try cleans up.
        }
    }

    static bool IsAtWork(DataFolder folder, string? except)
    {
        if (!Directory.Exists(folder.Work)) return false;
        foreach (string path in Directory.EnumerateFiles(folder.Work, "*" + WorkerSuffix))
        {
            if (path == except) continue;
            using var free = FileLock.TryTake(path);
            if (free == null) return true;
        }
        return false;
    }

    static FileLock EnterGate(DataFolder folder, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if (FileLock.TryTake(folder.Lock) is { } taken) return taken;
            }
            catch (DirectoryNotFoundException)
            {
                // A worker that found the sources unfit deleted it with all that was in it.
                Directory.CreateDirectory(folder.Path);
                continue;
            }
            if (cancellation.WaitHandle.WaitOne(20)) cancellation.ThrowIfCancellationRequested();
        }
    }

    static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
