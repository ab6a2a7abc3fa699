using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby label</c>: a detector over files, without making shards of them.</summary>
internal static class LabelVerb
{
    public static Command Create(StopSignals signals)
    {
        var input = new Argument<string[]>("INPUT")
        {
            Description = "One pipeline.json, whose source and labels are taken, or files and globs",
            Arity = ArgumentArity.OneOrMore,
        };
        var method = new Option<string?>("--method", "-m")
        {
            Description = "The detector, such as ivt-threshold [default: the one of pipeline.json]",
            HelpName = "METHOD",
        };
        var output = new Option<string>("--output", "-o") { Description = "Folder for masks and object tables", HelpName = "FOLDER", Required = true };
        var set = new Option<string[]>("--set")
        {
            Description = "A parameter of the method, such as --set thresholdKgPerMetreSecond=500; may be given again",
            HelpName = "NAME=VALUE",
            Arity = ArgumentArity.OneOrMore,
        };
        var threads = new Option<int?>("--threads") { Description = "Threads that read and label [default: the cores of this process]", HelpName = "N" };
        var verb = new Command("label", "Label files by a rule: masks as CF netCDF on the files' own grid, and tables of the storms.") { input, method, output, set, threads };
        var options = new SourceOptions(verb);
        verb.Add(LabelCompareVerb.Create(signals));
        verb.SetAction(parsed =>
        {
            string[] inputs = parsed.GetRequiredValue(input), parameters = parsed.GetValue(set) ?? [];
            var loaded = inputs is [var only] && Path.GetExtension(only) is ".json" ? ConfigFile.Load(only, []) : null;
            if (loaded != null && options.Given(parsed).FirstOrDefault() is { } foreign)
                throw new UsageException($"{foreign}: {inputs[0]} says where its channels are; give files instead of it, or write it there ($.ingest.source)");
            int count = parsed.GetValue(threads) is > 0 and var given ? given : Environment.ProcessorCount;
            var request = loaded != null
                ? FromConfig(loaded, parsed.GetValue(method), parameters, parsed.GetRequiredValue(output), count)
                : new LabelRequest(options.Of(parsed, inputs), Environment.CurrentDirectory,
                    ConfigFile.Labels(parsed.GetValue(method) ?? throw new UsageException("--method: files alone do not say by which method to label them"), parameters),
                    parsed.GetRequiredValue(output), count);
            try
            {
                foreach (string written in new LabelRun(request, new StageLogger("label", null)).Run(signals.Token)) Terminal.Result(written);
            }
            catch (DataException e) when (loaded == null)
            {
                throw new DataException(SourceOptions.Advise(e.Message), e);
            }
            catch (InputMissingException e) when (loaded != null)
            {
                throw loaded.Locate(e);
            }
            return ExitCode.Done;
        });
        return verb;
    }

    // The config's own labels keep the parameters that it gives them; another method starts from its defaults.
    static LabelRequest FromConfig(LoadedConfig loaded, string? method, string[] parameters, string output, int threads)
    {
        if (loaded.Config.Ingest.Source is not FilesSourceConfig files)
            throw loaded.Locate(new ConfigException(["$.ingest.source.kind: only files can be labelled; synthetic weather carries its truth"]));
        if (method == null) return new LabelRequest(files, loaded.Folder, ConfigFile.Load(loaded.File, parameters.Select(p => $"ingest.labels.{p}")).Config.Ingest.Labels, output, threads);
        var own = loaded.Config.Ingest.ExtraLabels.Prepend(loaded.Config.Ingest.Labels).FirstOrDefault(l => ConfigFile.MethodOf(l) == method);
        var labels = own != null && parameters.Length == 0 ? own : ConfigFile.Labels(method, parameters);
        return new LabelRequest(files, loaded.Folder, labels, output, threads);
    }
}
