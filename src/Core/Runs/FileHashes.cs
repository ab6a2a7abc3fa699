using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Content hashes of input files, remembered by path: a file whose length and modification time are as remembered is not read again.</summary>
/// <param name="memory">The JSON file that remembers; one that is damaged or absent remembers nothing.</param>
/// <param name="verify">Reads every file again.</param>
public sealed class FileHashes(string memory, bool verify)
{
    /// <summary>The usual name of the file that remembers, in the folder of ingested sets.</summary>
    public const string MemoryName = "inputs.json";

    readonly SortedDictionary<string, FileFingerprint> known = Read(memory);
    bool learned;

    /// <summary>SHA-256 over the names (without folders) and contents of files, in their order: where a set lies does not count.</summary>
    /// <exception cref="InputMissingException">A file is gone or cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public string OfAll(IReadOnlyList<string> paths, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var lines = new string[paths.Count];
        learned = false;
        long done = 0;
        // Two at once keep a disk busy while one hashes; hashing runs faster than most disks read.
        Parallel.For(0, paths.Count, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation }, i =>
        {
            lines[i] = $"{Path.GetFileName(paths[i])} {Of(paths[i], cancellation)}\n";
            progress?.Report(new StageProgress("hash source files", Interlocked.Increment(ref done), paths.Count, "files"));
        });
        if (learned) Remember(cancellation);
        return StageHashes.Hash(string.Concat(lines));
    }

    string Of(string path, CancellationToken cancellation)
    {
        try
        {
            var file = new FileInfo(path);
            var modified = new DateTimeOffset(file.LastWriteTimeUtc);
            FileFingerprint? remembered;
            lock (known) remembered = known.GetValueOrDefault(file.FullName);
            if (!verify && remembered is not null && remembered.Bytes == file.Length && remembered.ModifiedUtc == modified) return remembered.Sha256;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            string hash = Sha256(stream, cancellation);
            lock (known)
            {
                known[file.FullName] = new FileFingerprint(file.Length, modified, hash);
                learned = true;
            }
            return hash;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    static string Sha256(FileStream stream, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Other runs, and other workers of this one, learn at the same time.
    void Remember(CancellationToken cancellation)
    {
        using var gate = EnterGate(cancellation);
        foreach (var (path, fingerprint) in Read(memory)) known.TryAdd(path, fingerprint);
        AtomicFile.Write(memory, stream => JsonSerializer.Serialize(stream, known, FileHashesJson.Default.SortedDictionaryStringFileFingerprint));
    }

    FileLock EnterGate(CancellationToken cancellation)
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

    static SortedDictionary<string, FileFingerprint> Read(string memory)
    {
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
