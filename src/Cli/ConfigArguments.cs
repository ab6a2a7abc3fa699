using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>The arguments of every verb that reads a pipeline: the file and its overrides.</summary>
internal sealed class ConfigArguments
{
    readonly Argument<string> file = new("FILE")
    {
        Description = "The experiment, such as pipeline.json",
    };

    readonly Option<string[]> set = new("--set")
    {
        Description = "Override one value, such as --set train.epochs=3; may be given again; recorded in the provenance",
        HelpName = "PATH=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds them to a verb.</summary>
    public ConfigArguments(Command verb)
    {
        // What looks like an option and is none would else be taken for the file's name.
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] } token]) result.AddError($"Unknown option '{token.Value}'.");
        });
        verb.Add(file);
        verb.Add(set);
    }

    /// <summary>Reads and checks the file.</summary>
    public LoadedConfig Load(ParseResult parsed) => ConfigFile.Load(parsed.GetRequiredValue(file), parsed.GetValue(set) ?? []);
}
