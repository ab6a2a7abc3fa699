using System.Diagnostics;

namespace Rossby.Cli;

/// <summary>Another process of this program.</summary>
internal static class OwnProgram
{
    /// <summary>How it is started with a verb, all its streams piped; null in a test program that calls a verb, which is not this program.</summary>
    public static ProcessStartInfo? With(string verb)
    {
        string program = Environment.ProcessPath ?? "", assembly = Environment.GetCommandLineArgs()[0];
        bool isHosted = Path.GetFileName(program) == "dotnet" && Path.GetFileName(assembly) == "rossby.dll";
        if (!isHosted && Path.GetFileName(program) != "rossby") return null;
        return new(program, isHosted ? [Path.GetFullPath(assembly), verb] : [verb]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
