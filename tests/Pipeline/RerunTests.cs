using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>What is done is done: what a second run does and does not do again.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class RerunTests(FinishedRun run)
{
    [Fact]
    public void A_second_run_recomputes_nothing_and_says_so_stage_by_stage()
    {
        using var experiment = TinyExperiment.CopyOf(run.Experiment);
        var before = Products(experiment);
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(before, Products(experiment));
        foreach (string stage in new[] { "ingest", "stage", "train", "eval" })
            Assert.Matches($@"(?m)\b{stage}\b.*\bdone\b", result.Error);
        Assert.Contains("mean IoU: ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_only_the_section_eval_reruns_only_eval()
    {
        using var experiment = TinyExperiment.CopyOf(run.Experiment);
        var before = Products(experiment);
        experiment.Config["eval"]!["maps"] = 1;
        experiment.WriteConfig();
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        var after = Products(experiment);
        Assert.Equal(before.Where(p => !IsOfEval(p.Key)), after.Where(p => !IsOfEval(p.Key)));
        Assert.NotEqual(before["runs/tiny/scores.json"], after["runs/tiny/scores.json"]);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(experiment.RunFolder, "figures"), "*.png"), f => Path.GetFileName(f).StartsWith("map", StringComparison.Ordinal));
    }

    [Fact]
    public void An_override_is_recorded_and_counts_as_a_change()
    {
        using var experiment = TinyExperiment.CopyOf(run.Experiment);
        var result = experiment.Rossby("run", "pipeline.json", "--set", "eval.maps=0");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("eval.maps=0", File.ReadAllText(Path.Combine(experiment.RunFolder, "provenance.json")), StringComparison.Ordinal);
        Assert.Equal(0, (int?)JsonNode.Parse(File.ReadAllText(Path.Combine(experiment.RunFolder, "config.json")))!["eval"]!["maps"]);
    }

    [Fact]
    public void A_flipped_byte_in_a_staged_shard_is_caught_before_use_named_and_refetched()
    {
        using var experiment = TinyExperiment.CopyOf(run.Experiment);
        experiment.Node = experiment.In("own-node");
        Assert.Equal(0, experiment.Rossby("stage", "pipeline.json").ExitCode);
        string shard = Directory.EnumerateFiles(experiment.Node, "test-*.h5", SearchOption.AllDirectories).Order().First();
        byte[] bytes = File.ReadAllBytes(shard), good = [.. bytes];
        var time = File.GetLastWriteTimeUtc(shard);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(shard, bytes);
        // As a failing disk does it: without a trace in the file's time.
        File.SetLastWriteTimeUtc(shard, time);
        var result = experiment.Rossby("eval", "pipeline.json", "--set", "eval.maps=0");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(shard, result.Error, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(shard));
        Assert.Contains(shard, File.ReadAllText(Path.Combine(experiment.RunFolder, "log", "rank-0.txt")), StringComparison.Ordinal);
    }

    static bool IsOfEval(string path) => path.Contains("/figures", StringComparison.Ordinal) || path.Contains("/masks", StringComparison.Ordinal)
        || path.Contains("scores.json", StringComparison.Ordinal) || path.Contains("report.html", StringComparison.Ordinal);

    // Everything that a stage makes, with its time of change; not what says of a run that it took place, nor what is remembered of its inputs.
    static SortedDictionary<string, long> Products(TinyExperiment experiment)
    {
        string[] accounts = ["ledger.json", "provenance.json", "config.json", "rank-0.txt", "inputs.json", "lease.json.lock", "lock"];
        return new(Directory.EnumerateFiles(experiment.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !accounts.Contains(Path.GetFileName(f)) && f != experiment.In("pipeline.json"))
            .ToDictionary(f => Path.GetRelativePath(experiment.Folder, f), f => File.GetLastWriteTimeUtc(f).Ticks), StringComparer.Ordinal);
    }
}
