using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>What the documents tell people to type exists.</summary>
public sealed partial class HelpTests
{
    static readonly Dictionary<string, string?> Environment = [];

    public static TheoryData<string> Documents => [.. new[] { "", "examples", "docs" }
        .Select(folder => RepositoryRoot.In(folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md")).Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_in_a_document_has_its_verb_its_options_and_its_files(string document)
    {
        var commands = Commands(File.ReadAllText(RepositoryRoot.In(document))).ToList();
        Assert.True(commands.Count > 0 || document != "README.md", "The README shows no command.");
        foreach (string[] words in commands)
        {
            // These two are the launcher's own.
            if (words[0] is "test" or "setup") continue;
            string[] verb = [.. words.TakeWhile(w => VerbName().IsMatch(w))];
            string help = Help(verb);
            foreach (string option in words.Where(w => w.StartsWith("--", StringComparison.Ordinal)))
                Assert.True(option == "--help" || Regex.IsMatch(help, $@"(?m)(^|[\s,]){Regex.Escape(option)}\b"), $"{document}: {string.Join(' ', words)}: no option {option}\n{help}");
            foreach (string file in words.Where(w => ConfigOrNotebook().IsMatch(w)))
                Assert.True(File.Exists(RepositoryRoot.In(file)) || file.Contains("my", StringComparison.OrdinalIgnoreCase), $"{document}: {file} is not there");
        }
    }

    [Theory]
    [InlineData("run")]
    [InlineData("ingest")]
    [InlineData("stage")]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("predict")]
    [InlineData("replay")]
    [InlineData("diff")]
    [InlineData("validate")]
    [InlineData("model")]
    [InlineData("model describe")]
    [InlineData("model import")]
    [InlineData("model export")]
    [InlineData("schema")]
    [InlineData("doctor")]
    [InlineData("notebook run")]
    public void Help_of_every_verb_reads_well(string verb)
    {
        string help = Help(verb.Split(' '));
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', help);
        Assert.All(help.Split('\n'), line => Assert.True(line.Length <= 140, line));
        Assert.DoesNotContain("System.", help, StringComparison.Ordinal);
        Assert.DoesNotContain('`', help);
    }

    static string Help(IEnumerable<string> verb)
    {
        var result = RossbyProgram.Run(RepositoryRoot.Path, Environment, [.. verb, "--help"]);
        Assert.True(result.ExitCode == 0, $"rossby {string.Join(' ', verb)} --help: {result}");
        return result.Output;
    }

    static IEnumerable<string[]> Commands(string markdown) =>
        from Match block in ShellBlock().Matches(markdown)
        from line in block.Groups["lines"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        where line.TrimStart().StartsWith("./rossby ", StringComparison.Ordinal)
        select line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];

    [GeneratedRegex(@"(?ms)^```(sh|bash|console)?\n(?<lines>.*?)^```", RegexOptions.ExplicitCapture)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex VerbName();

    [GeneratedRegex(@"^[\w/.-]+\.(json|ipynb)$")]
    private static partial Regex ConfigOrNotebook();
}
