using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>
/// The quick start's network, killed at a system call of a checkpoint's writing. ROSSBY_TEST_ROUNDS says at how many calls, spread over all of a run; 10000 takes
/// every one. ROSSBY_TEST_SHARE, such as 3/8, takes a part of those.
/// </summary>
public sealed partial class CheckpointKillTests
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    static readonly int[] Share = [.. (Environment.GetEnvironmentVariable("ROSSBY_TEST_SHARE") ?? "1/1").Split('/').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>A call to be killed at: the so-manieth of its name on its thread, after so many checkpoints.</summary>
    sealed record Point(CheckpointTrace.Call Call, int Number, int CheckpointsBefore)
    {
        public override string ToString() => $"{Call.Name} {Number} of {string.Join(" to ", Call.Paths)} after {CheckpointsBefore} checkpoints";
    }

    [Fact]
    public void Killed_at_a_call_the_run_goes_on_from_this_checkpoint_or_the_one_before_to_the_same_bytes()
    {
        CheckpointTrace.RequireStrace();
        using var experiment = QuickStart();
        string output = experiment.In("calls");
        var undisturbed = CheckpointTrace.Train(experiment, output);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.ToString());
        byte[] weights = File.ReadAllBytes(experiment.Weights);
        var all = Points(CheckpointTrace.Read(output, experiment.Folder), Path.Combine(experiment.RunFolder, "checkpoints", "last"));
        int take = Math.Min(Rounds, all.Count), done = 0;
        var points = Enumerable.Range(0, take).Select(i => all[(int)((i + 0.5) * all.Count / take)]).Take((take * (Share[0] - 1) / Share[1])..(take * Share[0] / Share[1]));
        foreach (var point in points)
        {
            Directory.Delete(experiment.In("runs"), recursive: true);
            var killed = CheckpointTrace.Train(experiment, output, $"{point.Call.Name}:signal=KILL:when={point.Number}");
            Assert.True(killed.ExitCode == 137, $"{point}: {killed}");
            var last = CheckpointTrace.Read(output, experiment.Folder)[^1];
            Assert.Equal((point.Call.Name, string.Join(" to ", point.Call.Paths)), (last.Name, string.Join(" to ", last.Paths)));

            var result = experiment.Rossby("train", "pipeline.json");
            Assert.True(result.ExitCode == 0, $"{point}: {result}");
            Assert.DoesNotContain("damaged", result.Error, StringComparison.Ordinal);
            // One checkpoint a step: as many as were before are not lost, and the one that was being written may be there.
            int takenUp = TakenUp().Match(result.Error) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            Assert.True(takenUp == point.CheckpointsBefore || takenUp == point.CheckpointsBefore + 1, $"{point}: taken up after step {takenUp}.");
            Assert.True(weights.AsSpan().SequenceEqual(File.ReadAllBytes(experiment.Weights)), $"{point}: other weights.");
            done++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{all.Count} calls in all; killed at {done} of them");
    }

    // The network, rate and batch of the quick start on a small set that a few steps go through, a checkpoint after each.
    static TinyExperiment QuickStart()
    {
        var quick = JsonNode.Parse(File.ReadAllText(RepositoryRoot.In("pipeline.json")))!;
        var experiment = new TinyExperiment();
        var (config, ingest, train) = (experiment.Config, experiment.Config["ingest"]!, quick["train"]!.DeepClone());
        // The least that its dilation rates allow.
        (ingest["source"]!["height"], ingest["source"]!["width"], ingest["source"]!["steps"]) = (48, 72, 36);
        ingest["channels"] = quick["ingest"]!["channels"]!.DeepClone();
        config["model"] = quick["model"]!.DeepClone();
        (train["epochs"], train["threads"], train["checkpoints"]) = (1, 1, new JsonObject { ["steps"] = 1 });
        config["train"] = train;
        experiment.WriteConfig();
        var result = experiment.Rossby("stage", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        return experiment;
    }

    // strace counts the calls of a name by thread, and one thread writes all checkpoints.
    static List<Point> Points(IReadOnlyList<CheckpointTrace.Call> calls, string last)
    {
        int writer = calls.GroupBy(c => c.Thread).MaxBy(g => g.Count())!.Key, checkpoints = 0;
        var points = new List<Point>();
        var counts = new Dictionary<string, int>();
        foreach (var call in calls.Where(c => c.Thread == writer))
        {
            counts[call.Name] = counts.GetValueOrDefault(call.Name) + 1;
            points.Add(new(call, counts[call.Name], checkpoints));
            if (call.Name.StartsWith("rename", StringComparison.Ordinal) && call.Paths[^1] == last) checkpoints++;
        }
        return points;
    }

    [GeneratedRegex("taken up after step ([0-9]+)")]
    private static partial Regex TakenUp();
}
