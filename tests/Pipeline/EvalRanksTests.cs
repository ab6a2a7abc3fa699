using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>Evaluation as ranks of a job.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class EvalRanksTests(FinishedRun run)
{
    [Theory, InlineData("mpich"), InlineData("openmpi")]
    public void Three_ranks_write_the_scores_masks_and_maps_that_one_process_wrote(string family)
    {
        using var copy = TinyExperiment.CopyOf(run.Experiment);
        foreach (string made in new[] { "masks", "figures" }) Directory.Delete(Path.Combine(copy.RunFolder, made), recursive: true);
        foreach (string made in new[] { "scores.json", "report.html" }) File.Delete(Path.Combine(copy.RunFolder, made));
        var result = copy.OnRanks(family, 3, "eval", "pipeline.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("ranks: 3\n", result.Output, StringComparison.Ordinal);
        string[] files = [.. Written(run.Experiment.RunFolder)];
        Assert.Equal(files, Written(copy.RunFolder));
        Assert.All(files, f => Assert.True(File.ReadAllBytes(Path.Combine(run.Experiment.RunFolder, f)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(copy.RunFolder, f))), f));
        // The report tells how many ranks there were.
        Assert.True(File.Exists(Path.Combine(copy.RunFolder, "report.html")));
    }

    static IEnumerable<string> Written(string folder) => new[] { "masks", "figures" }
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(folder, f))).Select(f => Path.GetRelativePath(folder, f)).Append("scores.json").Order(StringComparer.Ordinal);
}
