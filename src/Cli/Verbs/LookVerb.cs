using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary><c>rossby look</c>, which the program calls itself by, without a command line of its own: see <see cref="DamageWatch"/>.</summary>
internal static class LookVerb
{
    /// <summary>Opens the files named on standard input.</summary>
    public static int Run()
    {
        // What stops the program stops it too, by the program's hand.
        using var signals = new StopSignals();
        while (Console.In.ReadLine() is { } path)
        {
            Terminal.Result(path);
            SourceProbe.Look(path);
        }
        return ExitCode.Done;
    }
}
