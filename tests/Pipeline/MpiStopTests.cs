using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>A job that is stopped goes on in another form.</summary>
public sealed class MpiStopTests : IDisposable
{
    readonly TinyExperiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Fact]
    public void Of_a_warning_to_one_rank_all_save_at_the_same_step_and_two_nodes_of_the_other_mpi_go_on_to_the_bits_of_one_process()
    {
        string[] exact = ["--set", "train.determinism=exact", "--set", "train.epochs=4"];
        Require(0, experiment.Rossby(["train", "pipeline.json", "--set", "name=one", .. exact]));
        using (var job = new WatchedJob(experiment, "openmpi", exact))
        {
            job.Signal(2, "USR1");
            var stopped = job.Command.Wait(60);
            Require(75, stopped);
            string said = stopped.Error.Split('\n').Single(l => l.Contains("Stopped after training step ", StringComparison.Ordinal));
            string sentence = said[said.IndexOf("Stopped after", StringComparison.Ordinal)..];
            for (int r = 0; r < WatchedJob.Ranks; r++) Assert.Contains(sentence, job.NewOf(r), StringComparison.Ordinal);
        }
        // MPICH's own way to have one host taken for several: ranks go round them.
        experiment.Variables["MPIR_CVAR_NUM_CLIQUES"] = "2";
        var result = experiment.OnRanks("mpich", 4, ["train", "pipeline.json", .. exact]);
        Require(0, result);
        Assert.Contains($"node 1 ({Environment.MachineName}): ranks 1,3", result.Error, StringComparison.Ordinal);
        Assert.Contains("train: taken up after step ", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(experiment.In("runs", "one", "checkpoints", "last", "weights.safetensors")), File.ReadAllBytes(experiment.Weights));
    }

    static void Require(int code, CommandResult result) => Assert.True(result.ExitCode == code, result.ToString());
}
