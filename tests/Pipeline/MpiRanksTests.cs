using System.Text;
using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>The verbs as ranks of a job, under both families of MPI.</summary>
public sealed class MpiRanksTests : IDisposable
{
    static readonly string[] Short = ["--set", "train.epochs=1", "--set", "train.determinism=exact"];

    readonly TinyExperiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Fact]
    public void Four_ranks_of_either_mpi_make_the_set_and_train_the_weights_that_one_process_makes()
    {
        Require(experiment.Rossby(["train", "pipeline.json", "--set", "name=one", .. Short]));
        foreach (string family in new[] { "mpich", "openmpi" })
        {
            var result = experiment.OnRanks(family, 4, ["train", "pipeline.json", "--set", $"name={family}", "--set", $"data=data-{family}", .. Short]);
            Require(result);
            // One voice, whatever the number of ranks.
            Assert.Equal(["ranks: 4"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Single(result.Error.Split('\n'), l => l.Contains("steps done", StringComparison.Ordinal));
            for (int rank = 0; rank < 4; rank++) Assert.Contains("steps done", File.ReadAllText(experiment.In("runs", family, "log", $"rank-{rank}.txt")));
            Assert.Equal(WeightsOf("one"), WeightsOf(family));
            AssertSameSet(experiment.Data, Directory.EnumerateDirectories(experiment.In($"data-{family}")).Single());
        }
    }

    [Fact]
    public void Three_ranks_of_either_mpi_that_sum_gradients_as_the_backward_pass_makes_them_step_as_one_process_does()
    {
        // Sums of norms come in the middle of those of fourteen buckets and more; a rank has two samples, the others one.
        string[] options = ["--set", "train.epochs=1", "--set", "train.batchNorm.statistics=synchronised", "--set", "train.optimizer.learningRate=0.0001", "--set", "train.allreduce.bucketMiB=0.001"];
        Require(experiment.Rossby(["train", "pipeline.json", "--set", "name=one", .. options]));
        double[] one = LossesOf("one");
        Assert.True(one.Length > 20);
        foreach (string family in new[] { "mpich", "openmpi" })
        {
            Require(experiment.OnRanks(family, 3, ["train", "pipeline.json", "--set", $"name={family}", .. options]));
            double[] three = LossesOf(family);
            Assert.Equal(one.Length, three.Length);
            // The same sums in another order: float32's rounding, grown over the steps.
            for (int i = 0; i < one.Length; i++) Assert.Equal(one[i], three[i], 1e-3 * one[i]);
        }
    }

    [Theory, InlineData("mpich"), InlineData("openmpi")]
    public void What_the_config_says_wrong_is_said_once_and_ends_every_rank(string family)
    {
        Require(experiment.Rossby("ingest", "pipeline.json"));
        var result = experiment.OnRanks(family, 3, "train", "pipeline.json", "--set", "train.batchSize=2", "--set", "mpi.sharedLogRanks=2");
        Assert.Equal(78, result.ExitCode);
        Assert.Single(result.Error.Split('\n'), l => l.Contains("2 samples do not give each of 3 ranks one", StringComparison.Ordinal));
        // More ranks than share a folder: the logs of the others stay on the node, since the config is no rank's own fault.
        Assert.Equal(["rank-0.txt"], Directory.EnumerateFiles(Path.Combine(experiment.RunFolder, "log")).Select(Path.GetFileName));
        string onNode = Directory.EnumerateDirectories(experiment.Node, "rossby-log-*").Single();
        Assert.Equal(["rank-1.txt", "rank-2.txt"], Directory.EnumerateFiles(onNode).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_other_familys_library_under_a_launcher_is_refused_with_what_to_do()
    {
        var result = experiment.OnRanks("mpich", 2, "train", "pipeline.json", "--set", "mpi.library=openmpi");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("started by mpiexec of MPICH with 2 ranks, but mpi.library=openmpi asks for Open MPI", result.Error, StringComparison.Ordinal);
        Assert.Contains("Start with mpiexec.openmpi, or choose mpich.", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(experiment.In("runs")));
    }

    byte[] WeightsOf(string run) => File.ReadAllBytes(experiment.In("runs", run, "checkpoints", "last", "weights.safetensors"));

    double[] LossesOf(string run) =>
    [
        .. File.ReadLines(experiment.In("runs", run, "metrics.jsonl")).Select(l => JsonNode.Parse(l)!).Where(l => (string?)l["kind"] == "step").Select(l => (double)l["loss"]!),
    ];

    static void Require(CommandResult result) => Assert.True(result.ExitCode == 0, result.ToString());

    static void AssertSameSet(string expected, string actual)
    {
        string[] files = [.. Files(expected)];
        Assert.Equal(files, Files(actual));
        Assert.All(files, f => Assert.True(Content(expected, f).AsSpan().SequenceEqual(Content(actual, f)), f));

        // Generated sources lie in the set's own folder, and are as old as it is; everything else in the manifest is the same.
        static byte[] Content(string folder, string file)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, file));
            if (file != "manifest.json") return bytes;
            var manifest = JsonNode.Parse(bytes)!;
            manifest["sources"] = null;
            return Encoding.UTF8.GetBytes(manifest.ToJsonString());
        }

        static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f)).Where(f => f != "lock" && !f.StartsWith("source", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }
}
