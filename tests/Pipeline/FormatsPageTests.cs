using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>Every line on docs/formats.md that shows a file shows it.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed partial class FormatsPageTests(FinishedRun run)
{
    public static TheoryData<string> Lines
    {
        get
        {
            string page = File.ReadAllText(RepositoryRoot.In("docs", "formats.md"));
            var inBlocks = Block().Matches(page).SelectMany(b => b.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            var inTables = InTable().Matches(page).Select(m => m.Groups["line"].Value);
            return [.. inBlocks.Concat(inTables)];
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_that_shows_a_file_shows_it(string line)
    {
        string here = line.Replace("runs/quick-start", $"runs/{TinyExperiment.Name}", StringComparison.Ordinal);
        var result = Command.Run("/bin/sh", ["-ec", here], run.Experiment.Folder, new Dictionary<string, string?> { ["TMPDIR"] = run.Experiment.Node });
        Assert.True(result.ExitCode == 0, $"{here}: {result}");
        Assert.NotEqual("", result.Output.Trim());
        Assert.NotEqual("null", result.Output.Trim());
    }

    [GeneratedRegex(@"(?ms)^```sh\n(?<lines>.*?)^```", RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?m)^\|.*\| `(?<line>[^`]*runs/quick-start[^`]*)` \|$", RegexOptions.ExplicitCapture)]
    private static partial Regex InTable();
}
