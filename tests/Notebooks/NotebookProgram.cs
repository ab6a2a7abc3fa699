using Rossby.Tests.Support;

namespace Rossby.Tests.Notebooks;

/// <summary>The built notebook runner, of the same configuration as these tests.</summary>
static class NotebookProgram
{
    static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static CommandResult Run(IEnumerable<string> arguments, Dictionary<string, string?>? environment = null) => Command.Run(
        "dotnet", [RepositoryRoot.In("artifacts", "bin", "Rossby.NotebookRunner", Configuration, "Rossby.NotebookRunner.dll"), .. arguments],
        environment: environment, seconds: 120);
}
