using System.CommandLine;
using Rossby.Cli;
using Rossby.Tests.Support;
using Xunit;
using Command = Rossby.Tests.Support.Command;

namespace Rossby.Tests.Unit;

public class CommandLineTests
{
    [Fact]
    public void The_help_of_every_verb_says_what_it_does_and_shows_no_types_of_the_program()
    {
        using var signals = new StopSignals();
        foreach (var verb in Verbs(CommandLine.Create(signals), []))
        {
            using var output = new StringWriter();
            int code = CommandLine.Create(signals).Parse([.. verb, "--help"]).Invoke(new InvocationConfiguration { Output = output, Error = output });
            string help = output.ToString();
            Assert.Equal(0, code);
            Assert.Contains("Usage:", help, StringComparison.Ordinal);
            Assert.DoesNotContain('`', help);
            Assert.DoesNotContain("System.", help, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", help, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', help);
        }
    }

    [Fact]
    public void Every_verb_argument_and_option_is_described()
    {
        using var signals = new StopSignals();
        foreach (var command in Descendants(CommandLine.Create(signals)))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), $"{command.Name} {o.Name}"));
            Assert.All(command.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), $"{command.Name} {a.Name}"));
        }
    }

    [Fact]
    public void An_unknown_verb_or_option_is_a_usage_error_on_standard_error()
    {
        foreach (string[] arguments in new[] { ["fly"], new[] { "validate", "--fast" }, ["validate", "--set"] })
        {
            var result = RossbyProgram.Run(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Equal("", result.Output);
            Assert.StartsWith("rossby: error: ", result.Error, StringComparison.Ordinal);
            Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("schema >&-", 74)]
    [InlineData("schema > /dev/full", 74)]
    [InlineData("validate no-such.json 2>&-", 66)]
    public void Standard_streams_that_take_nothing_are_no_bug(string command, int exitCode)
    {
        var result = Command.Run("/bin/sh", ["-c", $"exec \"$0\" {command}", RossbyProgram.Path]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode == 74, result.Error.StartsWith("rossby: error: standard output: cannot be written: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_config_at_all_says_so()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("empty.json"), "\n");
        Assert.Equal("rossby: error: empty.json:1:1: the file is empty\n", RossbyProgram.RunIn(folder.Path, "validate", "empty.json").Error);
        var itself = RossbyProgram.RunIn(folder.Path, "validate", ".");
        Assert.Equal((66, "rossby: error: .: is a folder; name the file in it, such as ./pipeline.json\n"), (itself.ExitCode, itself.Error));
    }

    [Fact]
    public void A_misspelt_key_ends_with_78_and_a_missing_file_with_66()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("p.json"), File.ReadAllText(RepositoryRoot.In("pipeline.json")).Replace("\"epochs\"", "\"epoch\"", StringComparison.Ordinal));
        var misspelt = RossbyProgram.RunIn(folder.Path, "ingest", "p.json");
        Assert.Equal(78, misspelt.ExitCode);
        Assert.Matches(@"^rossby: error: p\.json:\d+:\d+: \$\.train\.epoch: unknown key; did you mean 'epochs'\?\n$", misspelt.Error);
        Assert.Equal(66, RossbyProgram.RunIn(folder.Path, "ingest", "absent.json").ExitCode);
        Assert.Equal(["p.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Files_without_labels_can_be_ingested_but_not_trained_on()
    {
        var result = RossbyProgram.Run("train", RepositoryRoot.In("pipeline.json"), "--set", "ingest.labels={\"method\":\"none\"}");
        Assert.Equal(78, result.ExitCode);
        Assert.Contains("$.ingest.labels.method: 'none' leaves", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_coloured_reaches_a_pipe()
    {
        foreach (string[] arguments in new[] { ["--help"], ["doctor"], new[] { "validate", RepositoryRoot.In("pipeline.json") }, ["validate", "absent.json"], ["schema"] })
        {
            var result = RossbyProgram.Run(arguments);
            Assert.DoesNotContain('\u001b', result.Output + result.Error);
            Assert.DoesNotContain('\r', result.Output + result.Error);
        }
    }

    [Fact]
    public void The_schema_that_is_printed_is_the_committed_one() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.In("pipeline.schema.json")), RossbyProgram.Run("schema").Output);

    [Fact]
    public void The_doctor_works_and_says_69_when_a_library_cannot_be_found()
    {
        var result = Command.Run(RepositoryRoot.In("artifacts", "bin", "Rossby.Cli", "release", "rossby"), ["doctor"], null, new Dictionary<string, string?>
        {
            ["ROSSBY_LIB_TORCH"] = "/nowhere/librossby_torch.so",
            ["ROSSBY_LIB_NETCDF"] = "/nowhere/libnetcdf.so",
            ["ROSSBY_LIB_HDF5"] = "/nowhere/libhdf5.so",
            ["ROSSBY_LIB_CAIRO"] = "/nowhere/libcairo.so",
        });
        Assert.Equal(69, result.ExitCode);
        foreach (string expected in new[] { "/nowhere/librossby_torch.so", "ROSSBY_LIB_CAIRO", "libnetcdf19", "libtorch-dev" }) Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    static IEnumerable<string[]> Verbs(System.CommandLine.Command command, string[] path) =>
        [path, .. command.Subcommands.Where(c => !c.Hidden).SelectMany(c => Verbs(c, [.. path, c.Name]))];

    static IEnumerable<System.CommandLine.Command> Descendants(System.CommandLine.Command command) => [command, .. command.Subcommands.SelectMany(Descendants)];
}
