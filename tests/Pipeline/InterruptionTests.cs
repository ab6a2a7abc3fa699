using System.Globalization;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>A run that is killed or stopped in training ends, when it is started again, with the bytes of one that was not.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class InterruptionTests(FinishedRun run)
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    [Fact]
    public void Killed_again_and_again_in_training_the_weights_are_byte_equal_to_an_undisturbed_runs()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        var random = new Random(1);
        for (int kill = 0; kill < Rounds; kill++)
        {
            // Later than the last time, whatever of that was lost; with few kills they are far apart.
            int step = Interruption.StepsDone(experiment) + random.Next(1, Math.Max(6, 120 / Rounds));
            using var started = experiment.Start("run", "pipeline.json");
            Interruption.WaitForStep(step, experiment, () => started.HasExited);
            started.Signal("KILL");
            Assert.NotEqual(0, started.Wait().ExitCode);
            Assert.False(File.Exists(Path.Combine(experiment.RunFolder, "scores.json")), "The run had ended before it was killed.");
        }
        Finish(experiment);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("USR1")]
    public void A_signal_in_training_saves_and_exits_75_and_the_next_run_completes_with_the_same_bytes(string signal)
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        Interruption.Stop(experiment, 20, signal);
        Assert.Empty(experiment.Partials);
        Assert.False(File.Exists(Path.Combine(experiment.RunFolder, "lease.json")));
        Finish(experiment);
    }

    [Fact]
    public void A_time_limit_that_is_near_stops_with_75_and_another_one_goes_on_with_the_same_run()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        // A minute, of which a minute is reserve: over before training begins.
        var stopped = experiment.Rossby("run", "pipeline.json", "--set", "train.timeLimitMinutes=1", "--set", "train.timeReserveSeconds=60");
        Assert.True(stopped.ExitCode == 75, stopped.ToString());
        Assert.Contains("train: the time limit is near: stopping", stopped.Error, StringComparison.Ordinal);
        Interruption.Stop(experiment, 20);
        var result = experiment.Rossby("run", "pipeline.json", "--set", "train.timeLimitMinutes=60", "--set", "train.checkpoints.steps=7");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("train: taken up after step", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(run.Experiment.Weights), File.ReadAllBytes(experiment.Weights));
    }

    [Fact]
    public void A_flipped_bit_in_the_last_checkpoint_is_said_and_the_run_goes_on_from_the_one_before_to_the_same_bytes()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        Interruption.Stop(experiment, 20);
        FlippedBit.In(experiment.Weights, 20_000);
        var result = Finish(experiment);
        string log = File.ReadAllText(Path.Combine(experiment.RunFolder, "log", "rank-0.txt"));
        foreach (string text in new[] { result.Error, log })
        {
            Assert.Contains("checkpoints/last/weights.safetensors: damaged", text, StringComparison.Ordinal);
            Assert.Contains("before the damaged one is used in its place; the damaged one is kept as last.damaged", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void With_no_whole_checkpoint_left_the_run_is_refused_and_not_begun_anew()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        Interruption.Stop(experiment, 20);
        string previous = Path.Combine(experiment.RunFolder, "checkpoints", "last.previous", "optimizer.safetensors");
        FlippedBit.In(experiment.State, 30);
        File.Delete(previous);
        byte[] weights = File.ReadAllBytes(experiment.Weights);
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 65, result.ToString());
        Assert.Contains("checkpoints/last/state.json: damaged", result.Error, StringComparison.Ordinal);
        Assert.Contains("checkpoints/last.previous/optimizer.safetensors: missing", result.Error, StringComparison.Ordinal);
        Assert.Contains("Restore the files from a copy", result.Error, StringComparison.Ordinal);
        Assert.Equal(weights, File.ReadAllBytes(experiment.Weights));
    }

    CommandResult Finish(TinyExperiment experiment)
    {
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(File.ReadAllBytes(run.Experiment.Weights), File.ReadAllBytes(experiment.Weights));
        return result;
    }
}
