using System.Globalization;
using System.Text.Json.Nodes;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>
/// A file of every kind that climate centres write (tests/Native/NetCdf/kinds.py), cut short or with a few bytes changed, as often as ROSSBY_TEST_ROUNDS says:
/// each variable is read or refused with the file's name, where libhdf5 dies of it too, and nothing crashes or hangs.
/// </summary>
public sealed class SpoiltFileTests
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);
    static readonly string[] Extensions = [".nc", ".h5"];

    // Two starts of the program and some thirty small files take two or three seconds.
    const int MostSeconds = 120;

    [Fact]
    public void A_spoilt_file_is_read_or_refused_by_name()
    {
        using TemporaryFolder kinds = new(), spoilt = new();
        var written = Command.Run("/usr/bin/python3", [RepositoryRoot.In("tests", "Native", "NetCdf", "kinds.py"), kinds.Path]);
        if (written.Error.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip(written.Error);
        Assert.True(written.ExitCode == 0, written.ToString());
        string[] whole = [.. Directory.EnumerateFiles(kinds.Path).Where(p => Extensions.Contains(Path.GetExtension(p))).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(whole);
        for (int round = 0; round < Rounds; round++)
        {
            var random = new Random(round);
            var files = whole.Select(p => Spoil(p, spoilt.In($"{round:d4}-{Path.GetFileName(p)}"), random)).ToList();
            while (files.Count > 0)
            {
                if (Inspect(spoilt.Path, files) is not { } crashed) break;
                Assert.True(files.Remove(crashed));
            }
        }
    }

    static string Spoil(string path, string copy, Random random)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (random.Next(3) == 0) bytes = bytes[..random.Next(bytes.Length)];
        else for (int changes = random.Next(1, 6); changes > 0; changes--) bytes[random.Next(random.Next(2) == 0 ? Math.Min(bytes.Length, 4096) : bytes.Length)] = (byte)random.Next(256);
        File.WriteAllBytes(copy, bytes);
        return copy;
    }

    // The file that libhdf5 crashed on, which the program names; null once all were read or refused.
    static string? Inspect(string folder, IReadOnlyList<string> files)
    {
        using var program = RossbyProgram.Start(folder, new Dictionary<string, string?>(), ["inspect", "--json", .. files]);
        var result = program.Wait(MostSeconds);
        Assert.True(result.ExitCode is ExitCode.Done or ExitCode.BadData, $"{string.Join(' ', files)}\n{result}");
        if (result.Error.Contains("libhdf5 crashed", StringComparison.Ordinal)) return Assert.Single(files, f => result.Error.Contains($"{f}: damaged", StringComparison.Ordinal));
        var inspected = JsonNode.Parse(result.Output)!["files"]!.AsArray();
        Assert.Equal(files, inspected.Select(f => (string)f!["path"]!));
        foreach (var file in inspected)
        {
            string path = (string)file!["path"]!;
            string?[] refusals = [(string?)file["refusal"], .. file["fields"]!.AsArray().Select(f => (string?)f!["refusal"])];
            Assert.All(refusals.OfType<string>(), refusal => Assert.Contains(path, refusal, StringComparison.Ordinal));
        }
        return null;
    }
}
