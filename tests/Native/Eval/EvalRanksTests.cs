using Rossby.Core;
using Rossby.Eval;
using Rossby.Staging;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Eval;

/// <summary>What evaluation writes is the same whoever has decided which sample.</summary>
public sealed class EvalRanksTests
{
    [Fact]
    public void Any_number_of_ranks_and_threads_writes_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var context = EvalStageTests.Context(folder);
        using var set = EvalStageTests.Set(folder, context);
        EvalStageTests.SaveUntrained(set, context);
        var expected = Written(set, context, ranks: 1, threads: 1);
        Assert.Contains("scores.json", expected.Keys);
        Assert.Contains("report.html", expected.Keys);
        Assert.Equal(2, expected.Keys.Count(k => k.StartsWith("figures/map_", StringComparison.Ordinal)));
        Assert.Single(expected.Keys, k => k.StartsWith("masks/", StringComparison.Ordinal));
        foreach (var (ranks, threads) in new[] { (1, 3), (2, 1), (3, 2), (4, 1) })
        {
            var written = Written(set, context, ranks, threads);
            Assert.Equal(expected.Keys, written.Keys);
            Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(written[file.Key]), $"{file.Key} on {ranks} ranks of {threads} threads"));
        }
    }

    // Eight samples in batches of three: the last is smaller, and of four ranks one has none.
    static SortedDictionary<string, byte[]> Written(StagedSet set, RunContext context, int ranks, int threads)
    {
        var config = new EvalConfig { BatchSize = 3, Maps = 2, MapChannel = "IVT" };
        ThreadRanks.Run(ranks, communicator =>
        {
            var scores = EvalStage.Run(config, EvalStageTests.Network, set, context with { Communicator = communicator }, threads, TestContext.Current.CancellationToken);
            Assert.Equal(communicator.Rank == 0, scores is not null);
        });
        string run = context.Run.Path;
        var files = Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(run, f))
            .Where(f => !f.StartsWith("checkpoints", StringComparison.Ordinal)).ToDictionary(f => f, f => File.ReadAllBytes(Path.Combine(run, f)));
        foreach (string file in files.Keys) File.Delete(Path.Combine(run, file));
        return new(files, StringComparer.Ordinal);
    }
}
