using Rossby.Tests.Support;

namespace Rossby.Tests.Unit;

/// <summary>The command line program as it was built with the tests.</summary>
static class RossbyProgram
{
    internal static readonly string Path = RepositoryRoot.In("artifacts", "bin", "Rossby.Cli", "release", "rossby");

    internal static CommandResult Run(params string[] arguments) => RunIn(null, arguments);

    internal static CommandResult RunIn(string? folder, params string[] arguments) =>
        Command.Run(Path, arguments, folder, new Dictionary<string, string?> { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor", ["FORCE_COLOR"] = "1" });
}
