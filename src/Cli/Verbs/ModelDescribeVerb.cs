using System.CommandLine;
using System.Globalization;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Cli;

/// <summary><c>rossby model describe</c>: every layer of a network, its parameters and operations.</summary>
internal static class ModelDescribeVerb
{
    public static Command Create()
    {
        var architecture = ModelArguments.Architecture();
        var set = ModelArguments.Set();
        var height = Size("--height", "Rows of the input", "ROWS", "768");
        var width = Size("--width", "Columns of the input", "COLUMNS", "1152");
        var channels = new Option<string?>("--channels") { Description = "Channels of the input [default: 4 for cgnet, else 16]", HelpName = "N" };
        var verb = new Command("describe", "Print a network's layers: maps, parameters, GFLOP of a forward pass.")
        {
            architecture, set, height, width, channels,
        };
        verb.SetAction(parsed =>
        {
            var config = ModelSection.Make(parsed.GetRequiredValue(architecture), parsed.GetValue(set) ?? []);
            // As published.
            int depth = Number("--channels", parsed.GetValue(channels) ?? (config is CgNetConfig ? "4" : "16"));
            int rows = Number("--height", parsed.GetRequiredValue(height)), columns = Number("--width", parsed.GetRequiredValue(width));
            foreach (string line in ModelTable.Lines(NetworkTable.Of(config, depth, rows, columns), depth, rows, columns)) Terminal.Result(line);
            return ExitCode.Done;
        });
        return verb;
    }

    static Option<string> Size(string name, string description, string help, string standard) =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => standard };

    static int Number(string option, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
        ? number
        : throw new UsageException($"{option}: expected a whole number above 0, got \"{text}\"");
}
