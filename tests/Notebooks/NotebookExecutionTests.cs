using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Notebooks;

/// <summary>Every notebook runs on a finished run, as a reader would run it.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class NotebookExecutionTests(FinishedRun finished)
{
    public static TheoryData<string> Notebooks => StoredNotebookTests.Notebooks;

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_notebook_runs_to_its_end(string file)
    {
        using var folder = new TemporaryFolder();
        string output = folder.In(file);
        var result = NotebookProgram.Run([RepositoryRoot.In("notebooks", file), output], new() { ["ROSSBY_RUN"] = finished.Experiment.RunFolder });
        Assert.True(result.ExitCode == 0, result.ToString());
        var outputs = JsonNode.Parse(File.ReadAllText(output))!["cells"]!.AsArray().SelectMany(c => c!["outputs"]?.AsArray() ?? []).ToList();
        Assert.Contains(outputs, o => o!["data"]?["image/png"] is not null);
        Assert.Contains(outputs, o => (string?)o!["data"]?["text/plain"] is { } text && text.Contains("mean IoU: ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_verb_notebook_run_writes_a_copy_with_outputs()
    {
        using var folder = new TemporaryFolder();
        string notebook = RepositoryRoot.In("notebooks", "01-look-at-a-run.ipynb"), output = folder.In("out.ipynb");
        string before = File.ReadAllText(notebook);
        var result = RossbyProgram.Run(folder.Path, new Dictionary<string, string?> { ["ROSSBY_RUN"] = finished.Experiment.RunFolder }, "notebook", "run", notebook, "--output", output);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(before, File.ReadAllText(notebook));
        Assert.Contains("image/png", File.ReadAllText(output), StringComparison.Ordinal);
        Assert.Equal(66, RossbyProgram.Run(folder.Path, new Dictionary<string, string?>(), "notebook", "run", "absent.ipynb").ExitCode);
    }
}
