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
        // Where there is nothing to start, nothing is looked at.
        if (OwnProgram.With(Verb) is not { } start) return null;
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception e)
        {
            throw new StorageException($"{start.FileName}: cannot be started to look at the source files: {e.Message}", e);
        }
    }
}
