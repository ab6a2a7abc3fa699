using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Rossby.Cli;

/// <summary>
/// The node's watcher as the rank sees it that has started it: a process of this program in a session of its own, which a launcher that kills the ranks does not
/// reach. It ends by itself, when its standard input is closed before it has a task, or when its ranks have ended.
/// </summary>
internal sealed class WatcherProcess
{
    /// <summary>The hidden verb of that process.</summary>
    public const string Verb = "watch";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // What launchers tell their ranks; the watcher is none.
    static readonly string[] OfLaunchers = ["PMI", "OMPI_", "MPI_LOCAL"];

    readonly Process process;

    WatcherProcess(Process process) => this.process = process;

    /// <summary>Starts one; null where that is not possible, and the job goes on without.</summary>
    public static WatcherProcess? Start()
    {
        if (OwnProgram.With(Verb) is not { } start) return null;
        // Not the job's folder, which could else not be unmounted or deleted.
        start.WorkingDirectory = "/";
        foreach (string name in start.Environment.Keys.Where(n => OfLaunchers.Any(p => n.StartsWith(p, StringComparison.Ordinal))).ToList()) start.Environment.Remove(name);
        try
        {
            return Process.Start(start) is { } process ? new(process) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Hands it its task.</summary>
    /// <returns>The port at which it listens for other nodes' watchers; null when it does not answer.</returns>
    public int? Hand(WatcherTask task) =>
        Tell(task.ToLine()) && process.StandardOutput.ReadLineAsync() is var answer && answer.Wait(Patience) && int.TryParse(answer.Result, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? port : null;

    /// <summary>Tells it where the others are.</summary>
    public void Introduce(WatcherPeers peers) => Tell(peers.ToLine());

    /// <summary>Has it end, when it has no task.</summary>
    public void Dismiss() => process.StandardInput.Close();

    bool Tell(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
