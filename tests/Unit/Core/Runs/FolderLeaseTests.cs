using System.Text.Json.Nodes;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class FolderLeaseTests
{
    readonly ManualTime time = new();

    [Fact]
    public void A_second_owner_is_refused_and_told_who_holds_the_folder_and_after_release_it_is_free()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("run", "lease.json");
        using (FolderLease.Take(path, time))
        {
            var e = Assert.Throws<StoppedException>(() => FolderLease.Take(path, time));
            Assert.Equal(75, e.ExitCode);
            Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", e.Message, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(path));
        using var again = FolderLease.Take(path, time);
    }

    [Fact]
    public void The_lease_of_a_process_that_is_gone_is_taken_over_at_once()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("lease.json");
        int pid = Command.Run("/bin/sh", ["-c", "echo $$"]) is { ExitCode: 0 } ended ? int.Parse(ended.Output) : throw new InvalidOperationException();
        Write(path, Environment.MachineName, pid, 12345, time.Now);
        using var lease = FolderLease.Take(path, time);
        Assert.Equal(Environment.ProcessId, (int)JsonNode.Parse(File.ReadAllText(path))!["pid"]!);
    }

    [Fact]
    public void A_process_number_that_is_used_again_is_another_process()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("lease.json");
        Write(path, Environment.MachineName, Environment.ProcessId, 1, time.Now);
        using var lease = FolderLease.Take(path, time);
    }

    [Fact]
    public void Another_hosts_lease_holds_for_two_minutes_after_its_last_heartbeat()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("lease.json");
        Write(path, "another-host", 1, 1, time.Now);
        time.Now += FolderLease.Patience;
        Assert.Throws<StoppedException>(() => FolderLease.Take(path, time));
        time.Now += TimeSpan.FromSeconds(1);
        using var lease = FolderLease.Take(path, time);
    }

    [Fact]
    public void A_lease_is_given_back_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("lease.json");
        FolderLease.GiveBackFor(path, 41, 12345);
        Write(path, Environment.MachineName, 41, 12345, time.Now);
        FolderLease.GiveBackFor(path, 42, 12345);
        FolderLease.GiveBackFor(path, 41, 12346);
        Assert.True(File.Exists(path));
        FolderLease.GiveBackFor(path, 41, 12345);
        Assert.False(File.Exists(path));
        Write(path, "another-host", 41, 12345, time.Now);
        FolderLease.GiveBackFor(path, 41, 12345);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Of_many_that_find_a_stale_lease_one_gets_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("lease.json");
        Write(path, "another-host", 1, 1, time.Now - TimeSpan.FromHours(1));
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            try
            {
                return FolderLease.Take(path, time);
            }
            catch (StoppedException)
            {
                return null;
            }
        })));
        Assert.Single(leases, l => l is not null);
        foreach (var lease in leases) lease?.Dispose();
    }

    static void Write(string path, string host, int pid, long start, DateTimeOffset heartbeat) => File.WriteAllText(path, new JsonObject
    {
        ["host"] = host,
        ["pid"] = pid,
        ["processStart"] = start,
        ["takenUtc"] = heartbeat,
        ["heartbeatUtc"] = heartbeat,
    }.ToJsonString());
}
