using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>
/// A staged shard open for reading at any offset by any thread. Each block is compared with the manifest's checksum before its first use in this process, and anew
/// when somebody has written to the file; a damaged copy is named in the log and the whole shard fetched again.
/// </summary>
internal sealed class StagedShard(StagingFolder folder, ShardEntry shard, ILogger logger) : IDisposable
{
    readonly Lock gate = new();
    readonly List<OpenShard> all = [];
    OpenShard? current;

    /// <summary>The staged file.</summary>
    public string Path => folder.Staged(shard);

    /// <summary>Reads bytes at an offset, after the blocks that cover them were checked.</summary>
    /// <exception cref="DataException">The copy is damaged and so is the shard that ingest wrote.</exception>
    /// <exception cref="StorageException">The node's disk does not give back what was written to it.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        for (var opened = Current(); !opened.Read(offset, bytes); opened = Refetched(opened))
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var opened in all) opened.Dispose();
            all.Clear();
            current = null;
        }
    }

    OpenShard Current()
    {
        if (Volatile.Read(ref current) is { } opened) return opened;
        lock (gate) return current ?? Open(refetched: false);
    }

    // Other threads may still read good blocks through the old handle: the old file lives, without a name, until that is closed.
    OpenShard Refetched(OpenShard damaged)
    {
        lock (gate)
        {
            if (current != damaged) return current!;
            var mismatch = damaged.Mismatch!;
            string source = folder.Source(shard);
            if (folder.InPlace) throw new DataException($"{mismatch}: the shard is damaged. Delete it and run the ingest stage again.");
            if (damaged.Refetched)
                throw new StorageException($"{mismatch}, though it was just copied and checked: the node's disk is not to be trusted. Set stage.folder to another.");
            logger.LogWarning("{Mismatch}: fetching the shard again from {Source}", mismatch, source);
            using (FolderLock.Enter(folder.Path, () => logger.LogInformation("{Folder}: waiting for another process that stages here", folder.Path), default))
            {
                // Another process may have put it right while this one waited.
                string staged = folder.Staged(shard);
                if (!File.Exists(staged) || ShardFile.Check(staged, shard, null, null, default) is not null) ShardCopy.Run(folder, shard, null, default);
            }
            return Open(refetched: true);
        }
    }

    OpenShard Open(bool refetched)
    {
        string path = folder.Staged(shard);
        try
        {
            var opened = new OpenShard(File.OpenHandle(path, options: FileOptions.RandomAccess), path, shard, refetched);
            all.Add(opened);
            Volatile.Write(ref current, opened);
            return opened;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be read: {e.Message} Run the stage stage again.", e);
        }
    }
}
