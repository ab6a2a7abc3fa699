using System.Globalization;
using System.Text.RegularExpressions;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>One rank of a job meets a sample that holds an infinite value: all do the same at the same step, and name its file. ROSSBY_TEST_ROUNDS above 5 takes every case.</summary>
public sealed partial class MpiStepFaultTests : IDisposable
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);

    static readonly (string Family, string Action)[] Cases =
        [("mpich", "stop"), ("openmpi", "rollBack"), ("mpich", "skip"), ("openmpi", "stop"), ("mpich", "rollBack"), ("openmpi", "skip")];

    readonly TinyExperiment experiment = new();

    public void Dispose() => experiment.Dispose();

    [Fact]
    public void All_ranks_decide_alike_at_the_same_step_and_name_the_rank_and_the_file()
    {
        Assert.Equal(0, experiment.Rossby("ingest", "pipeline.json").ExitCode);
        string sample = Spoil(Path.Combine(experiment.Data, "manifest.json"), index: 10);
        foreach (var (family, action) in Cases.Take(Rounds))
        {
            string name = $"{family}-{action}";
            var result = experiment.OnRanks(family, 4, "train", "pipeline.json", "--set", "train.epochs=1", "--set", $"name={name}",
                "--set", $"train.faults.action={action}", "--set", "train.checkpoints.steps=1",
                // Through norms of all ranks no rank's loss is finite then.
                "--set", $"train.batchNorm.statistics={(action == "rollBack" ? "synchronised" : "local")}");
            Assert.True(result.ExitCode == (action == "stop" ? 65 : 0), result.ToString());
            string[] said = [.. Enumerable.Range(0, 4).Select(r => File.ReadLines(experiment.In("runs", name, "log", $"rank-{r}.txt"))
                .Single(l => l.Contains("holds an infinite value", StringComparison.Ordinal))[TimeLength..])];
            Assert.All(said, s => Assert.Equal(said[0], s));
            Assert.Matches($@"{Regex.Escape(sample)} at .*: channel 1 holds an infinite value, so the loss became (NaN|infinite) at step \d+\. .* It happened on rank [0-3] \({Environment.MachineName}\)\.", said[0]);
            if (action == "stop") continue;
            string step = AtStep().Match(said[0]).Groups[1].Value;
            Assert.Contains(action == "skip" ? $"train: step {step} is left out (1 of 10): " : $"train: back to the weights of step {int.Parse(step, CultureInfo.InvariantCulture) - 1}, the batches up to step {step} are left out", said[0], StringComparison.Ordinal);
        }
    }

    // "2026-11-28T16:20:54.123Z "
    const int TimeLength = 25;

    // As a device might that nobody notices: the manifest agrees.
    static string Spoil(string path, int index)
    {
        var manifest = ManifestFile.Read(path);
        var shards = manifest.Shards.ToList();
        int at = shards.FindIndex(s => s.Split == SplitName.Train);
        var shard = shards[at];
        string file = Path.Combine(Path.GetDirectoryName(path)!, shard.File);
        byte[] bytes = File.ReadAllBytes(file);
        BitConverter.TryWriteBytes(bytes.AsSpan((int)shard.Data.SampleOffset(index) + sizeof(float)), float.PositiveInfinity);
        File.WriteAllBytes(file, bytes);
        uint[] table = [.. bytes.Chunk(Crc32C.BlockBytes).Select(b => Crc32C.Of(b))];
        shards[at] = shard with { Crc32C = table, Identity = ShardIdentity.OfShard(shard.File, shard.Bytes, table) };
        ManifestFile.Write(path, manifest with { Shards = shards, DataRoot = ShardIdentity.OfSet(shards.Select(s => s.Identity)) });
        return manifest.Sources[shard.Sources[index]].Path;
    }

    [GeneratedRegex(@"at step (\d+)\.")]
    private static partial Regex AtStep();
}
