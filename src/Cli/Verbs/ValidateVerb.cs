using System.CommandLine;
using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary><c>rossby validate</c>: everything that can be checked before the first byte is read.</summary>
internal static class ValidateVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "validate",
            "Check a pipeline.json: keys, types, ranges, what its sections ask of each other, and that its source files exist. Needs no native library.");
        var config = new ConfigArguments(verb);
        verb.SetAction(parsed =>
        {
            var loaded = config.Load(parsed);
            int files = Files(loaded);
            Terminal.Result(files > 0 ? $"{loaded.File}: good; {files} source file(s) found" : $"{loaded.File}: good");
            return ExitCode.Done;
        });
        return verb;
    }

    static int Files(LoadedConfig loaded)
    {
        try
        {
            return IngestInputs.Files(loaded.Config.Ingest, loaded.Folder).Count;
        }
        catch (InputMissingException e)
        {
            throw loaded.Locate(e);
        }
    }
}
