using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Notebooks;

/// <summary>The notebooks as they are stored: in C#, whole, and without outputs.</summary>
public sealed class StoredNotebookTests
{
    public static TheoryData<string> Notebooks => [.. Directory.EnumerateFiles(RepositoryRoot.In("notebooks"), "*.ipynb").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_stored_notebook_has_no_outputs(string file)
    {
        foreach (var cell in Read(file)["cells"]!.AsArray().Where(c => (string?)c!["cell_type"] == "code"))
        {
            Assert.Empty(cell!["outputs"]!.AsArray());
            Assert.Null(cell["execution_count"]);
        }
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_stored_notebook_is_nbformat_4_5_in_csharp(string file)
    {
        var notebook = Read(file);
        Assert.Equal((4, 5), ((int)notebook["nbformat"]!, (int)notebook["nbformat_minor"]!));
        Assert.Equal(".net-csharp", (string?)notebook["metadata"]!["kernelspec"]!["name"]);
        // nbformat 4.5: every cell has an id of 1 to 64 letters, digits, '-' and '_', unique in the notebook.
        string[] ids = [.. notebook["cells"]!.AsArray().Select(c => (string)c!["id"]!)];
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{1,64}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(RepositoryRoot.In("notebooks", file)))!;
}
