using System.Diagnostics;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>Stops runs where their own account says that they are.</summary>
static class Interruption
{
    /// <summary>Stops a run by a signal after a step; it saves and exits with 75.</summary>
    public static void Stop(TinyExperiment experiment, int step, string signal = "TERM")
    {
        using var started = experiment.Start("run", "pipeline.json");
        WaitForStep(step, experiment, () => started.HasExited);
        started.Signal(signal);
        var stopped = started.Wait(60);
        Assert.True(stopped.ExitCode == 75, stopped.ToString());
    }

    /// <summary>Lines of the run's metrics: steps, and some of hashes and validations.</summary>
    public static int StepsDone(TinyExperiment experiment)
    {
        string metrics = Path.Combine(experiment.RunFolder, "metrics.jsonl");
        return File.Exists(metrics) ? File.ReadLines(metrics).Count() : 0;
    }

    /// <summary>Not the clock but the run's metrics say when to strike: a line a step.</summary>
    public static void WaitForStep(int step, TinyExperiment experiment, Func<bool> ended)
    {
        var patience = Stopwatch.StartNew();
        while (!File.Exists(experiment.State) || StepsDone(experiment) < step)
        {
            Assert.False(ended(), $"The program ended before step {step}.");
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), $"Step {step} did not come.");
            Thread.Sleep(2);
        }
    }
}
