using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Copies a shard to the node: every block is checked on its way, the copy is written beside, synced and renamed.</summary>
internal static class ShardCopy
{
    /// <summary>Copies and stamps one shard. The caller holds the folder's lock.</summary>
    /// <exception cref="InputMissingException">The shard that ingest wrote is gone.</exception>
    /// <exception cref="DataException">It is damaged: names it and the block.</exception>
    /// <exception cref="StorageException">The copy could not be written; nothing of it is left.</exception>
    public static void Run(StagingFolder folder, ShardEntry shard, Action<long>? progress, CancellationToken cancellation)
    {
        string source = folder.Source(shard), target = folder.Staged(shard), partial = target + AtomicFile.PartialSuffix;
        if (!File.Exists(source)) throw new InputMissingException($"{source}: the manifest lists this shard, but it is not there. Run the ingest stage again.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var copy = File.OpenHandle(partial, FileMode.Create, FileAccess.Write, FileShare.None, preallocationSize: shard.Bytes))
            {
                if (ShardFile.Check(source, shard, (block, offset) => RandomAccess.Write(copy, block.Span, offset), progress, cancellation) is { } mismatch)
                    throw new DataException($"{mismatch}: the shard is damaged. Delete it and run the ingest stage again.");
                Durable.SyncFile(copy, partial);
            }
            AtomicFile.Commit(partial, target);
            VerifiedStamp.Write(target, shard);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AtomicFile.Discard(partial);
            throw new StorageException($"{source}: could not be copied to {target}: {e.Message}", e);
        }
        catch
        {
            AtomicFile.Discard(partial);
            throw;
        }
    }
}
