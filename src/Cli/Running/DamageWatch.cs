using System.ComponentModel;
using System.Diagnostics;
using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary>Has HDF5 files looked at by a process of its own, which libhdf5 may end by a signal, before this one reads them.</summary>
internal static class DamageWatch
{
    /// <summary>The hidden verb of that process: paths on its input, each path on its output before it is opened.</summary>
    public const string Verb = "look";

    /// <summary>Looks at the files that need it.</summary>
    /// <exception cref="DataException">libhdf5 crashed on one; the message names it.</exception>
    public static void Look(IEnumerable<string> paths, CancellationToken cancellation)
    {
        string[] files = [.. paths.Where(SourceProbe.NeedsLook)];
        if (files.Length == 0 || Start() is not { } process) return;
        using (process)
        {
            using var stop = cancellation.Register(() => process.Kill());
            // What libraries say as they die is not for the user; a pipe left unread would hold the process up.
            process.BeginErrorReadLine();
            var feed = Task.Run(() => Feed(process, files), CancellationToken.None);
            string last = files[0];
            while (process.StandardOutput.ReadLine() is { } line) last = line;
            process.WaitForExit();
            feed.Wait(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode != ExitCode.Done)
                throw new DataException($"{last}: damaged: libhdf5 crashed while reading it (exit code {process.ExitCode}); h5dump shows how far it can be read.");
        }
    }

    static void Feed(Process process, string[] files)
    {
        try
        {
            foreach (string file in files) process.StandardInput.WriteLine(file);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone, which its exit code tells.
        }
    }

    static Process? Start()
    {
        string program = Environment.ProcessPath ?? "", assembly = Environment.GetCommandLineArgs()[0];
        bool isHosted = Path.GetFileName(program) == "dotnet" && Path.GetFileName(assembly) == "rossby.dll";
        // A test program that calls a verb is not this program: nothing to start, nothing looked at.
        if (!isHosted && Path.GetFileName(program) != "rossby") return null;
        try
        {
            return Process.Start(new ProcessStartInfo(program, isHosted ? [assembly, Verb] : [Verb]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception e)
        {
            throw new StorageException($"{program}: cannot be started to look at the source files: {e.Message}", e);
        }
    }
}
