using System.Diagnostics;
using System.Text;

namespace Rossby.Tests.Support;

/// <summary>A program that a test starts, with both streams piped and standard input closed.</summary>
public sealed class Command : IDisposable
{
    readonly Process process;
    readonly StringBuilder output = new(), error = new();

    Command(Process process) => this.process = process;

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path or name.</param>
    /// <param name="arguments">As they are; no shell is between.</param>
    /// <param name="folder">Its working directory; the test's own when null.</param>
    /// <param name="environment">Variables to set; null values are removed.</param>
    public static Command Start(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        var command = new Command(new Process { StartInfo = start });
        command.process.OutputDataReceived += (_, e) => Append(command.output, e.Data);
        command.process.ErrorDataReceived += (_, e) => Append(command.error, e.Data);
        command.process.Start();
        command.process.StandardInput.Close();
        command.process.BeginOutputReadLine();
        command.process.BeginErrorReadLine();
        return command;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It took longer; it was killed.</exception>
    public static CommandResult Run(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null, int seconds = 300)
    {
        using var command = Start(program, arguments, folder, environment);
        return command.Wait(seconds);
    }

    /// <summary>Runs a line of Python in the interpreter that has h5py, netCDF4 and xarray.</summary>
    public static CommandResult Python(string code, params IEnumerable<string> arguments) => Run("/usr/bin/python3", ["-c", code, .. arguments]);

    /// <summary>Waits for the end.</summary>
    /// <exception cref="TimeoutException">It took longer; it was killed.</exception>
    public CommandResult Wait(int seconds = 300)
    {
        if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ran longer than {seconds} s.\n{ErrorSoFar}");
        }
        process.WaitForExit();
        lock (output) lock (error) return new(process.ExitCode, output.ToString(), error.ToString());
    }

    /// <summary>What it wrote to standard error so far.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (error) return error.ToString();
        }
    }

    /// <summary>Sends a signal by its name, such as TERM, to this program alone.</summary>
    public void Signal(string name) => Run("/bin/kill", [$"-{name}", $"{process.Id}"]);

    /// <summary>Kills it, if it still runs.</summary>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }
}
