using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>
/// A checkpoint while it is written, as the kernel sees it: in which order its files become durable, and what is left when a device fails.
/// </summary>
[Collection(FinishedRunCollection.Name)]
public sealed class CheckpointTraceTests(FinishedRun run)
{
    const int Stopped = 105;

    [Fact]
    public void Every_file_is_synced_before_its_rename_the_hashes_come_last_and_every_rename_is_synced_by_its_folder()
    {
        CheckpointTrace.RequireStrace();
        using var experiment = Begun();
        string output = experiment.In("calls");
        var result = CheckpointTrace.Train(experiment, output);
        Assert.True(result.ExitCode == 0, result.ToString());
        string folder = Path.Combine(experiment.RunFolder, "checkpoints"), partial = Path.Combine(folder, "last.partial"), last = Path.Combine(folder, "last");
        var calls = CheckpointTrace.Read(output, experiment.Folder);
        // Paths written or renamed since they were last made durable.
        HashSet<string> unsynced = [];
        var named = new List<string>();
        int saves = 0;
        foreach (var (_, name, paths, _) in calls.Where(c => !c.Failed))
        {
            switch (name)
            {
                case "write" or "pwrite64" or "pwritev":
                    unsynced.Add(paths[0]);
                    break;
                case "mkdir" or "mkdirat" when paths[0] == partial:
                    Assert.DoesNotContain(folder, unsynced);
                    unsynced.Add(folder);
                    named.Clear();
                    break;
                case "fsync":
                    unsynced.Remove(paths[0]);
                    break;
                case "rename" or "renameat" or "renameat2" when Path.GetDirectoryName(paths[1]) == partial:
                    Assert.DoesNotContain(paths[0], unsynced);
                    unsynced.Add(partial);
                    named.Add(Path.GetFileName(paths[1]));
                    break;
                case "rename" or "renameat" or "renameat2" when Path.GetDirectoryName(paths[1]) == folder && paths.Any(p => p == last):
                    // Neither the old one nor the new one moves before the new one is durable under its first name.
                    Assert.DoesNotContain(partial, unsynced);
                    if (paths[0] == last) Assert.DoesNotContain(folder, unsynced);
                    Assert.Equal(["weights.safetensors", "optimizer.safetensors", "state.json", "SHA256SUMS"], named);
                    unsynced.Add(folder);
                    if (paths[1] == last) saves++;
                    break;
            }
        }
        Assert.DoesNotContain(folder, unsynced);
        Assert.True(saves > 5, $"{saves} saves were seen.");
    }

    [Theory]
    [InlineData("fsync:error=EIO:when=3", "Input/output error")]
    [InlineData("pwrite64:error=ENOSPC:when=3", "No space left on device")]
    public void A_device_that_fails_ends_the_run_with_an_error_that_names_the_file_and_the_old_checkpoint_is_used(string inject, string reason)
    {
        CheckpointTrace.RequireStrace();
        using var experiment = Begun();
        var failed = CheckpointTrace.Train(experiment, "/dev/null", inject);
        Assert.True(failed.ExitCode == 74, failed.ToString());
        Assert.Contains("checkpoints/last", failed.Error, StringComparison.Ordinal);
        Assert.Contains(reason, failed.Error, StringComparison.Ordinal);
        var result = experiment.Rossby("train", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("damaged", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(run.Experiment.Weights), File.ReadAllBytes(experiment.Weights));
    }

    // A run that was stopped, and that saves each step when it goes on.
    TinyExperiment Begun()
    {
        var experiment = TinyExperiment.WithDataOf(run.Experiment);
        Interruption.Stop(experiment, Stopped);
        SaveEachStep(experiment);
        return experiment;
    }

    static void SaveEachStep(TinyExperiment experiment)
    {
        experiment.Config["train"]!["checkpoints"]!["steps"] = 1;
        experiment.WriteConfig();
    }
}
