using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>
/// The stage <c>stage</c>: copies a set's shards to the node's own disk by parallel readers, every block checked on its way. What an earlier run
/// or another process left whole is used; what is damaged is fetched again.
/// </summary>
public static class StagingStage
{
    /// <summary>Brings the set of <paramref name="context"/> to the node.</summary>
    /// <param name="config">The section <c>stage</c>.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancellation">Stops after the blocks in hand.</param>
    /// <exception cref="InputMissingException">There is no manifest, or a shard that it lists is gone.</exception>
    /// <exception cref="DataException">The manifest or a shard that ingest wrote is damaged.</exception>
    /// <exception cref="StorageException">No space, no permission or a device error; nothing half-written is left.</exception>
    /// <exception cref="StoppedException">Stopped with some shards whole, which the next run takes up.</exception>
    /// <exception cref="OperationCanceledException">Stopped before the first was.</exception>
    public static void Run(StageConfig config, RunContext context, CancellationToken cancellation) => Run(config, context, false, cancellation);

    /// <inheritdoc cref="Run(StageConfig, RunContext, CancellationToken)"/>
    /// <param name="config">The section <c>stage</c>.</param>
    /// <param name="context">The run.</param>
    /// <param name="verify">Reads every finished copy again, also those untouched since they were checked.</param>
    /// <param name="cancellation">Stops after the blocks in hand.</param>
    public static void Run(StageConfig config, RunContext context, bool verify, CancellationToken cancellation)
    {
        var manifest = ManifestFile.Read(context.Data.Manifest);
        var folder = StagingFolder.Of(config, context.Data, manifest.DataRoot, Environment.GetEnvironmentVariable);
        if (folder.InPlace)
        {
            CheckInPlace(manifest, folder, config.Readers, context, cancellation);
            return;
        }
        using var held = FolderLock.Enter(
            folder.Path, () => context.Logger.LogInformation("{Folder}: waiting for another process that stages here", folder.Path), cancellation);
        foreach (var shard in manifest.Shards) AtomicFile.Discard(folder.Staged(shard) + AtomicFile.PartialSuffix);

        var missing = Missing(manifest, folder, verify, config.Readers, context, cancellation);
        if (missing.Count == 0)
        {
            context.Logger.LogInformation("{Folder}: all {Count} shards are staged", folder.Path, manifest.Shards.Count);
            return;
        }
        FreeSpace.Require(folder, missing.Sum(s => s.Bytes), config.KeepFreeMiB);
        var progress = new CopyProgress(context.Progress, "stage shards", missing.Sum(s => s.Bytes));
        int copied = 0;
        try
        {
            ParallelReaders.Run(missing, config.Readers, (shard, token) =>
            {
                ShardCopy.Run(folder, shard, progress.Add, token);
                Interlocked.Increment(ref copied);
            }, cancellation);
        }
        catch (OperationCanceledException e) when (manifest.Shards.Count - missing.Count + copied is > 0 and var whole)
        {
            throw new StoppedException($"Stopped with {whole} of {manifest.Shards.Count} shards staged in {folder.Path}; the next run copies the rest.", e);
        }
        context.Logger.LogInformation("{Folder}: {Copied} shards staged, {MiB} MiB at {Rate:F0} MiB/s, {Reused} were there already",
            folder.Path, copied, progress.Bytes >> 20, progress.MiBPerSecond, manifest.Shards.Count - copied);
    }

    /// <summary>Whether every shard of the set is on the node, whole and untouched since it was checked; reads no shard.</summary>
    public static bool IsStaged(StageConfig config, RunContext context)
    {
        if (!File.Exists(context.Data.Manifest)) return false;
        var manifest = ManifestFile.Read(context.Data.Manifest);
        var folder = StagingFolder.Of(config, context.Data, manifest.DataRoot, Environment.GetEnvironmentVariable);
        return manifest.Shards.All(s => folder.InPlace
            ? new FileInfo(folder.Source(s)) is { Exists: true } file && file.Length == s.Bytes
            : VerifiedStamp.Holds(folder.Staged(s), s));
    }

    // The shards that must be copied. A file that a stamp vouches for is not read; one without is, and is stamped if it is good.
    static List<ShardEntry> Missing(
        Manifest manifest, StagingFolder folder, bool verify, int readers, RunContext context, CancellationToken cancellation)
    {
        var bad = manifest.Shards.Where(s => !File.Exists(folder.Staged(s))).ToHashSet();
        var doubtful = manifest.Shards.Where(s => !bad.Contains(s) && (verify || !VerifiedStamp.Holds(folder.Staged(s), s))).ToList();
        var progress = new CopyProgress(context.Progress, "check staged shards", doubtful.Sum(s => s.Bytes));
        ParallelReaders.Run(doubtful, readers, (shard, token) =>
        {
            string path = folder.Staged(shard);
            if (ShardFile.Check(path, shard, null, progress.Add, token) is { } mismatch)
            {
                context.Logger.LogWarning("{Mismatch}: fetching the shard again from {Source}", mismatch, folder.Source(shard));
                File.Delete(path);
                lock (bad) bad.Add(shard);
            }
            else
            {
                VerifiedStamp.Write(path, shard);
            }
        }, cancellation);
        return [.. manifest.Shards.Where(bad.Contains)];
    }

    static void CheckInPlace(Manifest manifest, StagingFolder folder, int readers, RunContext context, CancellationToken cancellation)
    {
        var progress = new CopyProgress(context.Progress, "check shards", manifest.Shards.Sum(s => s.Bytes));
        ParallelReaders.Run(manifest.Shards, readers, (shard, token) =>
        {
            string path = folder.Source(shard);
            if (!File.Exists(path)) throw new InputMissingException($"{path}: the manifest lists this shard, but it is not there. Run the ingest stage again.");
            if (ShardFile.Check(path, shard, null, progress.Add, token) is { } mismatch)
                throw new DataException($"{mismatch}: the shard is damaged. Delete it and run the ingest stage again.");
        }, cancellation);
        context.Logger.LogInformation("{Folder}: holds the set itself, so nothing is copied; all {Count} shards are as the manifest says",
            folder.Base, manifest.Shards.Count);
    }
}
