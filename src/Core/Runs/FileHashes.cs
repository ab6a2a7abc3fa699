using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>
/// Fingerprints of input files, remembered by path: a file whose length and modification time are as remembered is not read again.
/// Each file is read once, in blocks, by several threads.
/// </summary>
/// <param name="memory">The JSON file that remembers; one that is damaged or absent remembers nothing; null remembers nothing.</param>
/// <param name="verify">Reads every file again.</param>
public sealed class FileHashes(string? memory, bool verify)
{
    /// <summary>The usual name of the file that remembers, in the folder of ingested sets.</summary>
    public const string MemoryName = "inputs.json";

    readonly SortedDictionary<string, FileFingerprint> known = Read(memory);
    readonly HashSet<string> fresh = new(StringComparer.Ordinal);

    /// <summary>SHA-256 over the names (without folders) and contents of files, in their order: where a set lies does not count.</summary>
    /// <exception cref="InputMissingException">A file is gone or cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public string OfAll(IReadOnlyList<string> paths, IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        StageHashes.Hash(string.Concat(Of(paths, progress, cancellation).Zip(paths, (f, path) => $"{Path.GetFileName(path)} {f.Bytes} {f.Content}\n")));

    /// <summary>Whether none of the files would be read for its fingerprint; of files that cannot be read, no.</summary>
    public bool Remembers(IReadOnlyList<string> paths)
    {
        try
        {
            return paths.All(path => Known(Require(path)) != null);
        }
        catch (InputMissingException)
        {
            return false;
        }
    }

    /// <summary>The fingerprints of files, in their order.</summary>
    /// <inheritdoc cref="OfAll"/>
    public IReadOnlyList<FileFingerprint> Of(IReadOnlyList<string> paths, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        FileInfo[] files = [.. paths.Select(Require)];
        FileInfo[] unknown = [.. files.Where(f => Known(f) == null).DistinctBy(f => f.FullName)];
        if (unknown.Length > 0)
        {
            var read = FileContents.Read(unknown, progress, cancellation);
            for (int i = 0; i < unknown.Length; i++)
            {
                known[unknown[i].FullName] = read[i];
                fresh.Add(unknown[i].FullName);
            }
            Remember(cancellation);
        }
        return [.. files.Select(f => known[f.FullName])];
    }

    // A file that was read in this process is not read again even to verify.
    FileFingerprint? Known(FileInfo file) =>
        known.TryGetValue(file.FullName, out var remembered) && (!verify || fresh.Contains(file.FullName))
        && remembered.Bytes == file.Length && remembered.ModifiedUtc == new DateTimeOffset(file.LastWriteTimeUtc) && remembered.Content != null
            ? remembered : null;

    static FileInfo Require(string path)
    {
        try
        {
            var file = new FileInfo(path);
            _ = file.Length;
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    // Other runs, and other workers of this one, learn at the same time.
    void Remember(CancellationToken cancellation)
    {
        if (memory == null) return;
        using var gate = EnterGate(memory, cancellation);
        foreach (var (path, fingerprint) in Read(memory)) known.TryAdd(path, fingerprint);
        AtomicFile.Write(memory, stream => JsonSerializer.Serialize(stream, known, FileHashesJson.Default.SortedDictionaryStringFileFingerprint));
    }

    static FileLock EnterGate(string memory, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(memory))!);
            while (true)
            {
                if (FileLock.TryTake(memory + ".lock") is { } taken) return taken;
                if (cancellation.WaitHandle.WaitOne(20)) cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{memory}: cannot be written: {e.Message}", e);
        }
    }

    static SortedDictionary<string, FileFingerprint> Read(string? memory)
    {
        if (memory == null || !File.Exists(memory)) return [];
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(memory), FileHashesJson.Default.SortedDictionaryStringFileFingerprint) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SortedDictionary<string, FileFingerprint>))]
internal sealed partial class FileHashesJson : JsonSerializerContext;
