using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby validate</c>: everything that can be checked before the first byte is read.</summary>
internal static class ValidateVerb
{
    public static Command Create()
    {
        var verb = new Command("validate", "Check a pipeline.json: keys, types, ranges, and what its sections ask of each other. Needs no native library.");
        var config = new ConfigArguments(verb);
        verb.SetAction(parsed =>
        {
            var loaded = config.Load(parsed);
            Terminal.Result($"{loaded.File}: good");
            return ExitCode.Done;
        });
        return verb;
    }
}
