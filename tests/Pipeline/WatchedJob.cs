using System.Diagnostics;
using System.Globalization;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>A training on four ranks that goes on until a test ends it, with what its ranks write.</summary>
sealed class WatchedJob : IDisposable
{
    public const int Ranks = 4;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly TinyExperiment experiment;
    readonly Dictionary<string, int> seen = [];

    public WatchedJob(TinyExperiment experiment, string family, params IEnumerable<string> options)
    {
        this.experiment = experiment;
        Command = experiment.StartOnRanks(family, Ranks, ["train", "pipeline.json", "--set", "train.epochs=5000", .. options]);
        int before = Steps;
        Until(() => Steps > before + 3, "no step was done");
        Pids = [.. Enumerable.Range(0, Ranks).Select(PidOf)];
    }

    public Command Command { get; }

    /// <summary>The process of each rank.</summary>
    public int[] Pids { get; }

    /// <summary>Steps done, by the run's own account.</summary>
    public int Steps => File.Exists(Metrics) ? File.ReadLines(Metrics).Count() : 0;

    string Metrics => Path.Combine(experiment.RunFolder, "metrics.jsonl");

    public void Signal(int rank, string name) => Assert.Equal(0, Command.Run("/bin/kill", [$"-{name}", $"{Pids[rank]}"]).ExitCode);

    /// <summary>From now on only what is new in the logs counts.</summary>
    public void Mark()
    {
        for (int r = 0; r < Ranks; r++) seen[LogOf(r)] = File.ReadAllText(LogOf(r)).Length;
    }

    /// <summary>What a rank has written since the mark.</summary>
    public string NewOf(int rank) => File.ReadAllText(LogOf(rank))[seen.GetValueOrDefault(LogOf(rank))..];

    /// <summary>Waits for something that the job's own files tell; how long it took.</summary>
    public double Until(Func<bool> condition, string otherwise)
    {
        var time = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(time.Elapsed < Patience, $"{otherwise}\n{Command.ErrorSoFar}");
            Thread.Sleep(20);
        }
        return time.Elapsed.TotalSeconds;
    }

    public void Dispose() => Command.Dispose();

    string LogOf(int rank) => Path.Combine(experiment.RunFolder, "log", $"rank-{rank}.txt");

    // By the variables that both launchers give their ranks; the watcher has none of them.
    int PidOf(int rank) => Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0).First(pid =>
    {
        if (pid == 0) return false;
        try
        {
            string[] command = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0'), environment = File.ReadAllText($"/proc/{pid}/environ").Split('\0');
            return command[0].EndsWith("dotnet", StringComparison.Ordinal) && environment.Contains($"TMPDIR={experiment.Node}")
                && (environment.Contains($"PMI_RANK={rank}") || environment.Contains($"OMPI_COMM_WORLD_RANK={rank}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
