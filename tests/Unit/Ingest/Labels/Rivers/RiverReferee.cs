using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Hands a field to a Python script beside these tests and takes what it makes of it; skips where Python or scipy is absent.</summary>
static class RiverReferee
{
    internal static int[] Run(string script, string result, LatLonGrid grid, Dictionary<string, float[]> fields, Dictionary<string, double[]> numbers, params string[] arguments)
    {
        const string Python = "/usr/bin/python3";
        if (!File.Exists(Python)) Assert.Skip($"no {Python}");
        using var folder = new TemporaryFolder();
        Write("latitude.f8", grid.LatitudeDeg);
        Write("longitude.f8", grid.LongitudeDeg);
        foreach (var (name, values) in fields) Write($"{name}.f4", values);
        foreach (var (name, values) in numbers) Write($"{name}.f8", values);
        var run = Command.Run(Python, [RepositoryRoot.In("tests", "Unit", "Ingest", "Labels", "Rivers", script), folder.Path, .. arguments]);
        if (run.ExitCode != 0 && run.Error.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip(run.Error);
        Assert.True(run.ExitCode == 0, run.Error);
        return MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(folder.In(result))).ToArray();

        void Write<T>(string name, T[] values) where T : struct => File.WriteAllBytes(folder.In(name), MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
