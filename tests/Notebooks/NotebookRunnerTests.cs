using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Notebooks;

public sealed class NotebookRunnerTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_a_cell_defines_later_cells_see_and_values_become_results()
    {
        var outputs = Execute(Cell("int Twice(int x) => 2 * x;\nvar numbers = new[] { 1, 2, 3 };"), Cell("numbers.Sum(Twice)"), Cell("numbers.Select(Twice)"));
        Assert.Empty(outputs[0]);
        Assert.Equal("12", (string?)outputs[1][0]!["data"]!["text/plain"]);
        Assert.Equal("execute_result", (string?)outputs[1][0]!["output_type"]);
        Assert.Equal("2\n4\n6", (string?)outputs[2][0]!["data"]!["text/plain"]);
    }

    [Fact]
    public void What_is_written_becomes_streams_and_what_is_displayed_a_display()
    {
        var output = Assert.Single(Execute(Cell("Console.Write(\"a\");\nConsole.WriteLine(1);\ndisplay(\"shown\");\nConsole.Error.Write(\"e\");\nConsole.Write(\"b\");")));
        Assert.Equal(
            ["stdout a1\n", "display shown", "stderr e", "stdout b"],
            output.Select(o => (string?)o!["output_type"] == "stream" ? $"{o["name"]} {o["text"]}" : $"display {o["data"]!["text/plain"]}"));
    }

    [Fact]
    public void The_bytes_of_a_png_become_a_picture()
    {
        // The smallest PNG: one transparent pixel.
        const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        var data = Execute(Cell($"Convert.FromBase64String(\"{Png}\")"))[0][0]!["data"]!;
        Assert.Equal(Png, (string?)data["image/png"]);
        Assert.Equal("PNG, 1 x 1 pixels", (string?)data["text/plain"]);
    }

    [Fact]
    public void Paths_start_at_the_notebooks_folder()
    {
        File.WriteAllText(folder.In("beside.csx"), "int fromBeside = 42;");
        var outputs = Execute(Cell("#load \"beside.csx\"\nfromBeside"), Cell("File.Exists(\"beside.csx\")"));
        Assert.Equal(["42", "True"], outputs.Select(o => (string?)o[0]!["data"]!["text/plain"]));
    }

    [Fact]
    public void What_the_runner_does_not_know_stays_as_it_is()
    {
        var notebook = Notebook(Cell("1 + 1"));
        notebook["metadata"]!["custom"] = new JsonObject { ["who"] = "Rossby \"ρ\"" };
        var written = Written(notebook);
        Assert.Equal("Rossby \"ρ\"", (string?)written["metadata"]!["custom"]!["who"]);
        Assert.Equal("# Title", (string?)written["cells"]![0]!["source"]);
        Assert.Equal(1, (int?)written["cells"]![1]!["execution_count"]);
        // nbformat 4.5, execute_result: these four members and no others.
        Assert.Equal(
            ["output_type", "execution_count", "data", "metadata"], written["cells"]![1]!["outputs"]![0]!.AsObject().Select(p => p.Key));
    }

    [Theory]
    [InlineData("int x = \"text\";", "CS0029")]
    [InlineData("throw new FormatException(\"of the cell\");", "of the cell")]
    public void A_cell_that_fails_ends_the_run_with_65_and_its_place(string code, string message)
    {
        File.WriteAllText(folder.In("in.ipynb"), Notebook(Cell("1"), Cell(code), Cell("File.WriteAllText(\"reached\", \"\")")).ToJsonString());
        var result = Run("in.ipynb", "out.ipynb");
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("in.ipynb: code cell 2:", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("reached")));
        Assert.Equal("error", (string?)JsonNode.Parse(File.ReadAllText(folder.In("out.ipynb")))!["cells"]![2]!["outputs"]![0]!["output_type"]);
    }

    [Fact]
    public void A_cell_tagged_raises_exception_must_throw()
    {
        JsonObject tagged(string code)
        {
            var cell = Cell(code);
            cell["metadata"] = new JsonObject { ["tags"] = new JsonArray("raises-exception") };
            return cell;
        }

        Assert.Equal("error", (string?)Execute(tagged("throw new Exception();"), Cell("2"))[0][0]!["output_type"]);
        File.WriteAllText(folder.In("in.ipynb"), Notebook(tagged("1 + 1")).ToJsonString());
        var result = Run("in.ipynb", "out.ipynb");
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("nothing was thrown", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_calls_have_the_exit_codes_of_the_cli()
    {
        Assert.Equal(2, Run("one.ipynb").ExitCode);
        Assert.Equal(66, Run("absent.ipynb", "out.ipynb").ExitCode);
        File.WriteAllText(folder.In("not.ipynb"), "{ \"cells\": [");
        var result = Run("not.ipynb", "out.ipynb");
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("not.ipynb:1:", result.Error, StringComparison.Ordinal);
        var python = Notebook(Cell("1"));
        python["metadata"]!["kernelspec"]!["language"] = "python";
        File.WriteAllText(folder.In("python.ipynb"), python.ToJsonString());
        Assert.Equal(65, Run("python.ipynb", "out.ipynb").ExitCode);
        Assert.False(File.Exists(folder.In("out.ipynb")));
    }

    JsonArray[] Execute(params JsonObject[] cells) =>
        [.. Written(Notebook(cells))["cells"]!.AsArray().Skip(1).Select(c => c!["outputs"]!.AsArray())];

    JsonNode Written(JsonObject notebook)
    {
        File.WriteAllText(folder.In("in.ipynb"), notebook.ToJsonString());
        var result = Run("in.ipynb", "out.ipynb");
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonNode.Parse(File.ReadAllText(folder.In("out.ipynb")))!;
    }

    CommandResult Run(params string[] files) => NotebookProgram.Run([.. files.Select(f => folder.In(f))]);

    static JsonObject Cell(string code) => new()
    {
        ["cell_type"] = "code", ["id"] = "a", ["metadata"] = new JsonObject(), ["execution_count"] = null, ["outputs"] = new JsonArray(),
        ["source"] = new JsonArray([.. code.Split('\n').Select((line, i) => (JsonNode)(i == code.Count(c => c == '\n') ? line : line + "\n"))]),
    };

    static JsonObject Notebook(params JsonObject[] cells) => new()
    {
        ["cells"] = new JsonArray([new JsonObject { ["cell_type"] = "markdown", ["id"] = "m", ["metadata"] = new JsonObject(), ["source"] = "# Title" }, .. cells]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#", ["display_name"] = ".NET (C#)" } },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    };
}
