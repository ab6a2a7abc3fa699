using System.ComponentModel;
using System.Diagnostics;

namespace Rossby.Cli;

/// <summary>What git says of the checkout that the program was built in.</summary>
internal static class GitState
{
    /// <summary>The commit, and whether tracked files differ from it; nulls outside of a checkout or without git.</summary>
    public static (string? Commit, bool? Dirty) Of(string folder)
    {
        // A published program may lie in no checkout, or in somebody else's: only one that holds our solution counts.
        if (!IsBelowSolution(folder)) return (null, null);
        if (Ask(folder, "rev-parse", "--show-toplevel") is not { } top || !HasSolution(top)) return (null, null);
        if (Ask(folder, "rev-parse", "HEAD") is not { Length: > 0 } commit) return (null, null);
        return (commit, Ask(top, "status", "--porcelain", "--untracked-files=no") is { } changes ? changes.Length > 0 : null);
    }

    static bool HasSolution(string folder) => File.Exists(Path.Combine(folder, "Rossby.slnx"));

    static bool IsBelowSolution(string folder)
    {
        for (string? above = folder; above != null; above = Path.GetDirectoryName(above))
            if (HasSolution(above)) return true;
        return false;
    }

    static string? Ask(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start);
            if (git is null) return null;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            string output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
