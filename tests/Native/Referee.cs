using System.Diagnostics;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Runs a Python program as referee: h5py, netCDF4, numpy. Tests that need it skip where it is absent.</summary>
static class Referee
{
    const string Python = "/usr/bin/python3";

    /// <summary>What a program prints that lies beside the tests.</summary>
    /// <param name="script">Its path below tests/Native.</param>
    /// <param name="arguments"><c>sys.argv[1:]</c>.</param>
    internal static string RunFile(string script, params string[] arguments) => Run(File.ReadAllText(RepositoryRoot.In("tests", "Native", script)), arguments);

    /// <summary>What the program prints. Arguments are <c>sys.argv[1:]</c>.</summary>
    internal static string Run(string program, params string[] arguments) => Start(["-c", program, .. arguments]);

    /// <summary>What a program prints that finds files beside its own.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="arguments"><c>sys.argv[1:]</c>.</param>
    internal static string RunProgram(string path, params string[] arguments) => Start([path, .. arguments]);

    static string Start(string[] arguments)
    {
        if (!File.Exists(Python)) Assert.Skip($"no {Python}");
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // No compiled copies beside programs of the repository.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip(errors.Result);
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Trim();
    }
}
