using Xunit;

namespace Rossby.Tests.Support;

/// <summary>Starts ranks by either family's mpiexec, as many as asked for whatever the cores.</summary>
public static class MpiProgram
{
    /// <summary>Runs a program of this repository on some ranks; skips the test where that mpiexec is not installed.</summary>
    /// <param name="family">mpich or openmpi.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="assembly">The program's dll.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">Its arguments.</param>
    public static CommandResult Run(
        string family, int ranks, string assembly, string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        using var command = Start(family, ranks, assembly, folder, environment, arguments);
        return command.Wait(seconds: 120);
    }

    /// <summary>Starts one.</summary>
    /// <param name="family">mpich or openmpi.</param>
    /// <param name="ranks">How many.</param>
    /// <param name="assembly">The program's dll.</param>
    /// <param name="folder">Its working directory.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Command Start(
        string family, int ranks, string assembly, string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        string launcher = $"/usr/bin/mpiexec.{family}";
        if (!File.Exists(launcher)) Assert.Skip($"{launcher} is not installed");
        string[] options = family == "openmpi" ? ["--oversubscribe", "--bind-to", "none"] : [];
        var variables = new Dictionary<string, string?>(environment) { ["OMPI_ALLOW_RUN_AS_ROOT"] = "1", ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1" };
        return Command.Start(launcher, [.. options, "-n", $"{ranks}", "dotnet", assembly, .. arguments], folder, variables);
    }
}
