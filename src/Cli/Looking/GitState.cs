using System.ComponentModel;
using System.Diagnostics;

namespace Rossby.Cli;

/// <summary>What git says of the checkout that the program was built in.</summary>
internal static class GitState
{
    /// <summary>The commit, and whether tracked files differ from it; nulls outside of a checkout or without git.</summary>
    public static (string? Commit, bool? Dirty) Of(string folder)
    {
        // A published program may lie in somebody else's checkout: only one that holds our solution counts.
        if (Ask(folder, "rev-parse", "--show-toplevel") is not { } top || !File.Exists(Path.Combine(top, "Rossby.slnx"))) return (null, null);
        if (Ask(folder, "rev-parse", "HEAD") is not { Length: > 0 } commit) return (null, null);
        return (commit, Ask(top, "status", "--porcelain", "--untracked-files=no") is { } changes ? changes.Length > 0 : null);
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
