using System.CommandLine;
using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary><c>rossby look</c>, which the program calls itself by: see <see cref="DamageWatch"/>.</summary>
internal static class LookVerb
{
    public static Command Create()
    {
        var verb = new Command(DamageWatch.Verb, "Open the files named on standard input.") { Hidden = true };
        verb.SetAction(_ =>
        {
            while (Console.In.ReadLine() is { } path)
            {
                Terminal.Result(path);
                SourceProbe.Look(path);
            }
            return ExitCode.Done;
        });
        return verb;
    }
}
