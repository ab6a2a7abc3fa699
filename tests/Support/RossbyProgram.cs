namespace Rossby.Tests.Support;

/// <summary>The built command line program, of the same configuration as these tests.</summary>
public static class RossbyProgram
{
    static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>Its dll.</summary>
    public static string Assembly => RepositoryRoot.In("artifacts", "bin", "Rossby.Cli", Configuration, "rossby.dll");

    /// <summary>Runs it to its end.</summary>
    public static CommandResult Run(string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        Command.Run("dotnet", [Assembly, .. arguments], folder, environment, seconds: 240);

    /// <summary>Starts it.</summary>
    public static Command Start(string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments) =>
        Command.Start("dotnet", [Assembly, .. arguments], folder, environment);
}
