using System.Diagnostics;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>A run that is killed or stopped in training ends, when it is started again, with the bytes of one that was not.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class InterruptionTests(FinishedRun run)
{
    [Theory]
    [InlineData(5)]
    [InlineData(73)]
    public void Killed_in_training_and_run_again_the_weights_are_byte_equal_to_an_undisturbed_runs(int step)
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        using (var started = experiment.Start("run", "pipeline.json"))
        {
            WaitForStep(step, experiment, () => started.HasExited);
            started.Signal("KILL");
            Assert.NotEqual(0, started.Wait().ExitCode);
        }
        Assert.False(File.Exists(Path.Combine(experiment.RunFolder, "scores.json")), "The run had ended before it was killed.");
        Finish(experiment);
    }

    [Fact]
    public void Sigterm_in_training_saves_and_exits_75_and_the_next_run_completes_with_the_same_bytes()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        using (var started = experiment.Start("run", "pipeline.json"))
        {
            WaitForStep(20, experiment, () => started.HasExited);
            started.Signal("TERM");
            var stopped = started.Wait(60);
            Assert.True(stopped.ExitCode == 75, stopped.ToString());
        }
        Assert.Empty(experiment.Partials);
        Assert.False(File.Exists(Path.Combine(experiment.RunFolder, "lease.json")));
        Finish(experiment);
    }

    void Finish(TinyExperiment experiment)
    {
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(File.ReadAllBytes(run.Experiment.Weights), File.ReadAllBytes(experiment.Weights));
    }

    // Not the clock but the run's own account says when to strike: a line of metrics a step.
    static void WaitForStep(int step, TinyExperiment experiment, Func<bool> ended)
    {
        string metrics = Path.Combine(experiment.RunFolder, "metrics.jsonl");
        var patience = Stopwatch.StartNew();
        while (!File.Exists(experiment.State) || !File.Exists(metrics) || File.ReadLines(metrics).Count() < step)
        {
            Assert.False(ended(), $"The program ended before step {step}.");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), $"Step {step} did not come.");
            Thread.Sleep(2);
        }
    }
}
