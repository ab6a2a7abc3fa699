using System.Globalization;
using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>Whoever stops or dies is named, and no job hangs.</summary>
public sealed class MpiFaultTests : IDisposable
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    readonly TinyExperiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Fact]
    public void A_stopped_rank_is_named_by_every_other_and_on_the_terminal_and_the_run_goes_on_when_it_comes_back()
    {
        // Whatever the others wait for: the next bucket, or a norm in the middle of a pass.
        using var job = new WatchedJob(experiment, "mpich", "--set", "train.batchNorm.statistics=synchronised");
        for (int round = 0; round < Rounds; round++)
        {
            int stopped = (2 + 3 * round) % WatchedJob.Ranks;
            string named = $"rank {stopped} on {Environment.MachineName} (process {job.Pids[stopped]}) has not been heard of";
            job.Mark();
            int told = job.Command.ErrorSoFar.Length;
            job.Signal(stopped, "STOP");
            double seconds = job.Until(
                () => Others(stopped).All(r => job.NewOf(r).Contains(named, StringComparison.Ordinal)) && job.Command.ErrorSoFar[told..].Contains(named, StringComparison.Ordinal),
                $"round {round}: {named}: not by all");
            TestContext.Current.SendDiagnosticMessage($"round {round}: rank {stopped} named everywhere after {seconds:F2} s");
            Assert.All(Others(stopped), r => Assert.All(
                job.NewOf(r).Split('\n').Where(l => l.Contains("has not been heard of", StringComparison.Ordinal)), l => Assert.Contains(named, l, StringComparison.Ordinal)));
            Assert.Contains(", stopped by a signal: last collective ", job.NewOf((stopped + 1) % WatchedJob.Ranks), StringComparison.Ordinal);
            int steps = job.Steps;
            job.Signal(stopped, "CONT");
            job.Until(() => job.Steps > steps + 3 && Others(stopped).All(r => job.NewOf(r).Contains($"rank {stopped} on {Environment.MachineName} (process {job.Pids[stopped]}) is back", StringComparison.Ordinal)),
                $"round {round}: it does not go on");
        }
    }

    // Not MPICH's: 4.0.2 kills the others before they can write, even with -disable-auto-cleanup.
    [Fact]
    public void Of_a_killed_rank_the_survivors_tell_and_the_job_ends()
    {
        using var job = new WatchedJob(experiment, "openmpi", "--set", "train.batchNorm.statistics=group");
        job.Signal(1, "KILL");
        var result = job.Command.Wait(60);
        Assert.NotEqual(0, result.ExitCode);
        string named = $"rank 1 on {Environment.MachineName} (process {job.Pids[1]}) has died: last collective ";
        Assert.Contains($"rossby: {named}", result.Error, StringComparison.Ordinal);
        Assert.All(Others(1), r => Assert.Contains(named, job.NewOf(r), StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_launcher_kills_all_the_watcher_writes_who_was_first_and_the_next_start_says_it()
    {
        // Logs stay on the node, but that of the rank to blame.
        using (var job = new WatchedJob(experiment, "mpich", "--set", "mpi.sharedLogRanks=1"))
        {
            job.Signal(2, "KILL");
            Assert.NotEqual(0, job.Command.Wait(60).ExitCode);
            string file = Path.Combine(experiment.RunFolder, "fault.json");
            job.Until(() => File.Exists(file), "no fault.json");
            var fault = JsonNode.Parse(File.ReadAllText(file))!;
            Assert.Equal(("died", 2, Environment.MachineName, job.Pids[2]), ((string?)fault["kind"], (int)fault["rank"]!, (string?)fault["host"], (int)fault["process"]!));
            Assert.NotEmpty(fault["sources"]!.AsArray());
            job.Until(() => File.Exists(Path.Combine(experiment.RunFolder, "log", "rank-2.txt")), "the log of the rank to blame was not collected");
            Assert.Equal(["rank-0.txt", "rank-2.txt"], Directory.EnumerateFiles(Path.Combine(experiment.RunFolder, "log")).Select(Path.GetFileName).Order());
        }
        var next = experiment.Rossby("ingest", "pipeline.json");
        Assert.Contains($"the last job on this run was lost: rank 2 of 4 on {Environment.MachineName}", next.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("was lost", experiment.Rossby("ingest", "pipeline.json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rank_that_stays_stopped_ends_the_job_with_76_and_is_killed()
    {
        foreach (string family in new[] { "mpich", "openmpi" }.Take(Math.Max(1, Rounds / 2))) StayStopped(family);
    }

    void StayStopped(string family)
    {
        using var job = new WatchedJob(experiment, family, "--set", "mpi.hangTimeoutSeconds=5");
        job.Signal(1, "STOP");
        var result = job.Command.Wait(60);
        Assert.True(result.ExitCode == 76, result.ToString());
        string named = $"rank 1 on {Environment.MachineName} (process {job.Pids[1]}) has not been heard of for ";
        Assert.All(Others(1), r => Assert.Contains(job.NewOf(r).Split('\n'),
            l => l.Contains(named, StringComparison.Ordinal) && l.Contains("The job ends ($.mpi.hangTimeoutSeconds)", StringComparison.Ordinal)));
        job.Until(() => !Directory.Exists($"/proc/{job.Pids[1]}"), "the stopped rank is still there");
        var fault = JsonNode.Parse(File.ReadAllText(Path.Combine(experiment.RunFolder, "fault.json")))!;
        Assert.Equal(("hung", 1, job.Pids[1]), ((string?)fault["kind"], (int)fault["rank"]!, (int)fault["process"]!));
    }

    static IEnumerable<int> Others(int rank) => Enumerable.Range(0, WatchedJob.Ranks).Where(r => r != rank);
}
