using System.CommandLine;
using Rossby.Core;
using Rossby.Eval;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary><c>rossby inspect</c>: what files hold, and what of it ingest would read.</summary>
internal static class InspectVerb
{
    public static Command Create(StopSignals signals)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files or globs, looked at together", Arity = ArgumentArity.OneOrMore };
        var map = new Option<string?>("--map") { Description = "Also draw a field, as PNG", HelpName = "PNG" };
        var field = new Option<string?>("--field") { Description = "The channel or variable that is drawn [default: the first channel found]", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of text" };
        var verb = new Command("inspect", "Say what is in files: variables, grids, times, ranges, the channels found in them and how, and what is missing.") { files, map, field, json };
        var options = new SourceOptions(verb);
        verb.SetAction(parsed =>
        {
            var source = options.Of(parsed, parsed.GetRequiredValue(files));
            DamageWatch.Look(IngestInputs.Files(source, Environment.CurrentDirectory), signals.Token);
            using var inspector = new Inspector(source, Environment.CurrentDirectory, signals.Token);
            var inspection = inspector.Look(signals.Token);
            if (parsed.GetValue(json)) Terminal.Result(inspection.ToJson());
            else foreach (string line in InspectionText.Lines(inspection)) Terminal.Result(line);
            if (parsed.GetValue(map) is { } path) Draw(inspector.Read(parsed.GetValue(field)), path);
            var unreadable = inspection.Files.Where(f => !f.IsReadable).ToList();
            if (unreadable.Count == 0) return ExitCode.Done;
            throw new DataException($"{unreadable.Count} of {inspection.Files.Count} file(s) hold no field that can be read: {string.Join(", ", unreadable.Take(5).Select(f => f.Path))}");
        });
        return verb;
    }

    static void Draw(InspectedField field, string path)
    {
        var coastline = CoastlineFinder.Find(out string missing);
        new MapFigure
        {
            Grid = field.Grid,
            Field = field.Values,
            FieldName = field.LongName == field.Name ? field.Name : $"{field.LongName} ({field.Name})",
            Units = field.Units,
            Title = field.When,
            Coastline = coastline,
            CoastlineMissing = missing,
        }.Save(path);
        Terminal.Say($"map: {path}");
    }
}
