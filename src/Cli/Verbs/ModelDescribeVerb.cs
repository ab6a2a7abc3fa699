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
        var precision = new Option<string?>("--precision") { Description = "Say what each layer computes in when the network computes in fp32, bf16 or fp16", HelpName = "TYPE" };
        var verb = new Command("describe", "Print a network's layers: maps, parameters, GFLOP of a forward pass.")
        {
            architecture, set, height, width, channels, precision,
        };
        verb.SetAction(parsed =>
        {
            var config = ModelSection.Make(parsed.GetRequiredValue(architecture), parsed.GetValue(set) ?? []);
            // As published.
            int depth = Number("--channels", parsed.GetValue(channels) ?? (config is CgNetConfig ? "4" : "16"));
            int rows = Number("--height", parsed.GetRequiredValue(height)), columns = Number("--width", parsed.GetRequiredValue(width));
            var computed = Type(parsed.GetValue(precision));
            var table = NetworkTable.Of(config, depth, rows, columns, computed ?? Precision.Fp32);
            foreach (string line in ModelTable.Lines(table, depth, rows, columns, computed)) Terminal.Result(line);
            return ExitCode.Done;
        });
        return verb;
    }

    static Option<string> Size(string name, string description, string help, string standard) =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => standard };

    static Precision? Type(string? text) => text switch
    {
        null => null,
        "fp32" => Precision.Fp32,
        "bf16" => Precision.Bf16,
        "fp16" => Precision.Fp16,
        _ => throw new UsageException($"--precision: expected fp32, bf16 or fp16, got \"{text}\""),
    };

    static int Number(string option, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
        ? number
        : throw new UsageException($"{option}: expected a whole number above 0, got \"{text}\"");
}
