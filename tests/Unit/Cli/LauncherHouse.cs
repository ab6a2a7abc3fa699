using Rossby.Tests.Support;

namespace Rossby.Tests.Unit;

/// <summary>A checkout in miniature: the real launcher over a program, a dotnet and an apt-get that only say how they were called.</summary>
sealed class LauncherHouse : IDisposable
{
    readonly TemporaryFolder folder = new();

    internal LauncherHouse(bool built = true)
    {
        foreach (string name in new[] { "src", "tests", "notebooks", "deploy/packages", "bin" }) Directory.CreateDirectory(folder.In(name));
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Rossby.slnx", "global.json", "BannedSymbols.txt", ".editorconfig", "src/a.cs" })
            File.WriteAllText(folder.In(name), "");
        File.Copy(RepositoryRoot.In("rossby"), folder.In("rossby"));
        foreach (string list in new[] { "run", "test" }) File.WriteAllText(folder.In("deploy", "packages", list + ".txt"), "# none\n");
        Script("bin/dotnet", "echo \"dotnet $*\" >> \"$CALLS\"\n" + Build);
        if (built) Command.Run("/bin/sh", ["-c", Build], folder.Path);
        if (built) File.WriteAllText(folder.In("artifacts", "rossby.stamp"), "");
    }

    // What a build leaves.
    static string Build => """
        mkdir -p artifacts/bin/Rossby.Cli/release artifacts/shim
        touch artifacts/shim/librossby_torch.so
        printf '#!/bin/sh\necho "program $*"\n' > artifacts/bin/Rossby.Cli/release/rossby
        chmod +x artifacts/bin/Rossby.Cli/release/rossby

        """;

    internal string Path => folder.Path;

    internal string[] Calls => File.Exists(folder.In("calls")) ? File.ReadAllLines(folder.In("calls")) : [];

    public void Dispose() => folder.Dispose();

    internal void Script(string name, string text)
    {
        File.WriteAllText(folder.In(name), "#!/bin/sh\n" + text);
        Command.Run("chmod", ["755", folder.In(name)]);
    }

    internal void Require(string package) => File.AppendAllText(folder.In("deploy", "packages", "run.txt"), package + "\n");

    /// <summary>Makes a source newer than the build.</summary>
    internal void Edit() => File.SetLastWriteTimeUtc(folder.In("src", "a.cs"), DateTime.UtcNow.AddMinutes(1));

    internal CommandResult Launch(string arguments, params (string Name, string? Value)[] environment)
    {
        // The tests themselves may run under a launcher.
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(k => k.StartsWith("PMI", StringComparison.Ordinal) || k.StartsWith("OMPI_", StringComparison.Ordinal) || k.StartsWith("SLURM_", StringComparison.Ordinal))
            .ToDictionary(k => k, _ => (string?)null);
        variables["PATH"] = $"{folder.In("bin")}:/usr/bin:/bin";
        variables["CALLS"] = folder.In("calls");
        foreach (var (name, value) in environment) variables[name] = value;
        return Command.Run(folder.In("rossby"), arguments.Split(' '), "/", variables);
    }
}
