using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>
/// The right to write in a folder, held by one process at a time and shown in a file with a heartbeat. A lease is stale when its process is gone
/// from this host, or when its heartbeat from another host is older than <see cref="Patience"/>; a stale one is taken over.
/// </summary>
public sealed class FolderLease : IDisposable
{
    /// <summary>How long another host's owner may be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    readonly string path;
    readonly TimeProvider time;
    readonly CancellationTokenSource lost = new();
    readonly ITimer timer;
    readonly Lock gate = new();
    LeaseRecord mine;
    bool ended;

    FolderLease(string path, LeaseRecord mine, TimeProvider time)
    {
        (this.path, this.mine, this.time) = (path, mine, time);
        timer = time.CreateTimer(_ => KeepAlive(), null, Beat, Beat);
    }

    /// <summary>Cancelled when another process took the lease over, which it does only after this one was silent for long.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Takes the lease.</summary>
    /// <param name="path">The lease's file; its folder is made.</param>
    /// <param name="time">What heartbeats are read from.</param>
    /// <exception cref="StoppedException">A living process holds it; the message says which.</exception>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public static FolderLease Take(string path, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var mine = new LeaseRecord
        {
            Host = Environment.MachineName,
            Pid = Environment.ProcessId,
            ProcessStart = ProcessClock.StartOf(Environment.ProcessId) ?? 0,
            Job = Environment.GetEnvironmentVariable("SLURM_JOB_ID") ?? Environment.GetEnvironmentVariable("PBS_JOBID"),
            TakenUtc = now,
            HeartbeatUtc = now,
        };
        using (EnterGate(path))
        {
            if (Read(path) is { } held && !IsStale(held, mine, now))
                throw new StoppedException($"{Path.GetDirectoryName(path)} is in use by {held}. Wait for it, stop it, or give this run another name.");
            Write(path, mine);
        }
        return new FolderLease(path, mine, time);
    }

    /// <summary>Gives a lease back for a process of this host that has ended without doing so: another host could not tell, and would wait.</summary>
    /// <param name="path">The lease's file.</param>
    /// <param name="process">The process.</param>
    /// <param name="start">When it began (<see cref="ProcessClock"/>).</param>
    /// <exception cref="RossbyException">The folder cannot be written, or others keep looking at it.</exception>
    public static void GiveBackFor(string path, long process, long start)
    {
        if (!File.Exists(path)) return;
        using (EnterGate(path))
        {
            if (Read(path) is { } held && held.Host == Environment.MachineName && held.Pid == process && held.ProcessStart == start) AtomicFile.Discard(path);
        }
    }

    /// <summary>Gives the lease back.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (ended) return;
            ended = true;
            timer.Dispose();
            if (IsMine(Read(path))) AtomicFile.Discard(path);
        }
        lost.Dispose();
    }

    /// <summary>Whether the owner of a lease is gone, as far as <paramref name="asker"/> can tell.</summary>
    internal static bool IsStale(LeaseRecord held, LeaseRecord asker, DateTimeOffset now) =>
        held.Host == asker.Host ? ProcessClock.StartOf(held.Pid) != held.ProcessStart : now - held.HeartbeatUtc > Patience;

    void KeepAlive()
    {
        lock (gate)
        {
            if (ended) return;
            try
            {
                // No lease at all was deleted by hand; it is written again.
                if (Read(path) is { } now && !IsMine(now))
                {
                    ended = true;
                    lost.Cancel();
                    return;
                }
                Write(path, mine = mine with { HeartbeatUtc = time.GetUtcNow() });
            }
            catch (StorageException)
            {
                // A disk that is full or away for a moment does not end the run; the stage meets it where it matters.
            }
        }
    }

    bool IsMine(LeaseRecord? record) => record is not null && record.Host == mine.Host && record.Pid == mine.Pid && record.ProcessStart == mine.ProcessStart;

    // Two processes that look at one stale lease must not both take it.
    static FileLock EnterGate(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            for (int attempt = 0; attempt < 100; attempt++)
            {
                if (FileLock.TryTake(path + ".lock") is { } taken) return taken;
                Thread.Sleep(50);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}: cannot be written: {e.Message}", e);
        }
        throw new StoppedException($"{path}: another process has been taking this lease for 5 s. Try again.");
    }

    static void Write(string path, LeaseRecord lease) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, lease, LeaseJson.Default.LeaseRecord));

    // A lease that cannot be read was half-written by no one (writes are atomic), so a damaged one protects nobody.
    static LeaseRecord? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LeaseJson.Default.LeaseRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(LeaseRecord))]
internal sealed partial class LeaseJson : JsonSerializerContext;
