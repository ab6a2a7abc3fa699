using System.Diagnostics;
using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>A set has the same bytes however many threads and processes make it, and however often they are killed.</summary>
public sealed class IngestWorkersTests : IDisposable
{
    static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS"), out int rounds) ? rounds : 2;

    static readonly string[] Plain = [];

    readonly TinyExperiment experiment = new();

    public IngestWorkersTests()
    {
        // The generator's files, as somebody's own: halves need two looks at them.
        var ingest = experiment.Config["ingest"]!;
        ingest["source"]!["steps"] = 60;
        ingest["source"]!["stepsPerFile"] = 12;
        ingest["split"]!["gapDays"] = 0;
        experiment.WriteConfig();
        var generated = experiment.Rossby("ingest", "pipeline.json");
        Assert.True(generated.ExitCode == 0, generated.ToString());
        Directory.Move(Path.Combine(experiment.Data, "source"), experiment.In("source"));
        Directory.Delete(experiment.In("data"), recursive: true);
        ingest["source"] = new JsonObject { ["kind"] = "files", ["paths"] = new JsonArray("source/*.nc") };
        ingest["shards"] = new JsonObject { ["samples"] = 5, ["type"] = "fp16" };
        ingest["extraLabels"] = new JsonArray(new JsonObject { ["method"] = "none" });
        experiment.WriteConfig();
    }

    public void Dispose() => experiment.Dispose();

    [Theory]
    [InlineData("none")]
    [InlineData("deflate")]
    public void Threads_and_processes_give_the_same_bytes(string compression)
    {
        Compress(compression);
        var one = Made("one", ["--set", "ingest.threads=1"]);
        Assert.Contains("manifest.json", one.Keys);
        Assert.Equal(13, one.Keys.Count(f => f.StartsWith("shards/", StringComparison.Ordinal)));
        foreach (int threads in new[] { 2, 4 }) AssertEqual(one, Made($"threads-{threads}", ["--set", $"ingest.threads={threads}"]));
        foreach (int workers in new[] { 1, 2, 4 })
        {
            AssertEqual(one, Made($"workers-{workers}", [.. Enumerable.Range(0, workers).Select(w => new[] { "--worker", $"{w}/{workers}", "--set", "ingest.memoryMiB=1024" })]));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("deflate")]
    public void Killed_at_any_moment_and_started_again_it_makes_only_what_is_missing(string compression)
    {
        Compress(compression);
        var clock = Stopwatch.StartNew();
        var undisturbed = Made("undisturbed", Plain);
        double seconds = clock.Elapsed.TotalSeconds;
        var random = new Random();
        for (int round = 0; round < Rounds; round++)
        {
            string name = $"killed-{round}";
            int milliseconds = (int)(1000 * seconds * (0.1 + random.NextDouble()));
            using (var started = experiment.Start(Arguments(name, Plain)))
            {
                Thread.Sleep(milliseconds);
                started.Signal("KILL");
                started.Wait();
            }
            string? set = SetOf(name);
            var done = set == null ? [] : Directory.EnumerateFiles(Path.Combine(set, "shards")).Where(f => File.Exists(Path.Combine(set, "work", Path.GetFileNameWithoutExtension(f) + ".json")))
                .ToDictionary(f => f, File.GetLastWriteTimeUtc);
            var made = Made(name, Plain);
            Assert.All(done, f => Assert.True(f.Value == File.GetLastWriteTimeUtc(f.Key), $"{f.Key} was made again after a kill at {milliseconds} ms"));
            AssertEqual(undisturbed, made);
        }
    }

    [Fact]
    public void What_a_kill_behind_the_manifest_leaves_of_the_work_goes_with_the_next_run()
    {
        var whole = Made("whole", Plain);
        string work = Path.Combine(SetOf("whole")!, "work");
        Directory.CreateDirectory(work);
        File.WriteAllText(Path.Combine(work, "measure-train-0000.json.lock"), "");
        var result = experiment.Rossby("ingest", "pipeline.json", "--set", "data=whole", "--set", "name=another");
        Assert.True(result.ExitCode == 0, result.ToString());
        AssertEqual(whole, FilesOf("whole"));
    }

    void Compress(string how)
    {
        experiment.Config["ingest"]!["shards"]!["compression"] = how;
        experiment.WriteConfig();
    }

    SortedDictionary<string, byte[]> Made(string name, params string[][] processes)
    {
        var started = processes.Select(arguments => experiment.Start(Arguments(name, arguments))).ToList();
        foreach (var process in started)
        {
            using (process)
            {
                var result = process.Wait();
                Assert.True(result.ExitCode == 0, result.ToString());
            }
        }
        return FilesOf(name);
    }

    SortedDictionary<string, byte[]> FilesOf(string name)
    {
        string set = SetOf(name)!;
        return new(Directory.EnumerateFiles(set, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock")
            .ToDictionary(f => Path.GetRelativePath(set, f), File.ReadAllBytes), StringComparer.Ordinal);
    }

    string? SetOf(string name) =>
        Directory.Exists(experiment.In(name)) ? Directory.EnumerateDirectories(experiment.In(name)).SingleOrDefault(d => Directory.Exists(Path.Combine(d, "shards"))) : null;

    static string[] Arguments(string name, string[] more) => ["ingest", "pipeline.json", "--set", $"data={name}", "--set", $"name={name}", .. more];

    static void AssertEqual(SortedDictionary<string, byte[]> expected, SortedDictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (file, bytes) in expected) Assert.True(bytes.AsSpan().SequenceEqual(actual[file]), $"{file} differs");
    }
}
