using System.CommandLine;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Cli;

/// <summary><c>rossby predict</c>: masks for files that were never ingested.</summary>
internal static class PredictVerb
{
    public static Command Create(StopSignals signals)
    {
        var run = new Option<string>("--run")
        {
            Description = "The run whose network is applied: its folder, or its name in runs/",
            HelpName = "RUN",
            Required = true,
        };
        var input = new Option<string[]>("--input")
        {
            Description = "NetCDF files or globs; those of one time are joined",
            HelpName = "FILE",
            Required = true, AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output")
        {
            Description = "Where the masks go, as CF netCDF on the input's own grid",
            HelpName = "FILE",
            Required = true,
        };
        var map = new Option<string?>("--map") { Description = "Also draw the time with most storm cells, as PNG", HelpName = "FILE" };
        var checkpoint = new Option<string>("--checkpoint")
        {
            Description = "Checkpoint to apply: best or last",
            HelpName = "NAME",
            DefaultValueFactory = _ => "best",
        };
        checkpoint.AcceptOnlyFromAmong("best", "last");
        var rows = Count("--tile-rows", "Cut fields into bands of so many rows, where memory is short [default: whole]", "ROWS");
        var overlap = Count("--tile-overlap", "Rows that neighbouring bands share [default: a quarter of a band]", "ROWS");
        var threads = Count("--threads", "Threads inside an operation [default: the cores of this process]", "N");
        var verb = new Command("predict", "Apply a trained network to new files and write its masks.")
        {
            run, input, output, map, checkpoint, rows, overlap, threads,
        };
        var source = new SourceOptions(verb);
        verb.SetAction(parsed =>
        {
            var request = new PredictRequest
            {
                Run = parsed.GetRequiredValue(run),
                Checkpoint = parsed.GetRequiredValue(checkpoint),
                Inputs = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Map = parsed.GetValue(map),
                Variables = source.Variables(parsed),
                Units = source.Units(parsed),
                TimeFromName = source.TimeFromName(parsed),
                AllowApproximate = source.AllowApproximate(parsed),
                Bands = Bands(Number("--tile-rows", parsed.GetValue(rows)), Number("--tile-overlap", parsed.GetValue(overlap))),
                Threads = Number("--threads", parsed.GetValue(threads)),
            };
            new Prediction(request, new StageLogger("predict", null)).Run(signals.Token);
            Terminal.Result($"masks: {request.Output}");
            if (request.Map is not null) Terminal.Result($"map: {request.Map}");
            return ExitCode.Done;
        });
        return verb;
    }

    // As text: System.CommandLine's own message for a wrong number names types of the program.
    static Option<string?> Count(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    static int? Number(string option, string? text) => text switch
    {
        null => null,
        _ when int.TryParse(text, out int number) && number >= 0 => number,
        _ => throw new UsageException($"{option}: expected a whole number, got \"{text}\""),
    };

    static RowBands? Bands(int? rows, int? overlap)
    {
        if (rows is null) return overlap is null ? null : throw new UsageException("--tile-overlap: needs --tile-rows");
        int shared = overlap ?? rows.Value / 4;
        if (rows < 1 || shared >= rows) throw new UsageException($"--tile-rows {rows}: expected at least 1 row and an overlap below it, got {shared}");
        return new RowBands(rows.Value, shared);
    }
}
