using System.Diagnostics;
using System.Text.Json;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class TimelineTests
{
    [Fact]
    public void Events_of_all_ranks_and_threads_stand_in_one_file_of_chromes_format()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("timeline.json");
        ThreadRanks.Run(3, communicator =>
        {
            using var timeline = new Timeline(path, communicator);
            long outer = Stopwatch.GetTimestamp();
            long inner = Stopwatch.GetTimestamp();
            timeline.Add("inner \"quoted\"", inner);
            timeline.Add("outer", outer);
            timeline.Flush();
            var other = new Thread(() => timeline.Add($"sum {communicator.Rank}", Stopwatch.GetTimestamp())) { Name = "mpi" };
            other.Start();
            other.Join();
            timeline.Finish();
            timeline.Finish();
            timeline.Add("too late", outer);
        });
        var events = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.EnumerateArray().ToList();
        Assert.Equal(["timeline.json"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
        for (int rank = 0; rank < 3; rank++)
        {
            var mine = events.Where(e => e.GetProperty("pid").GetInt32() == rank).ToList();
            Assert.Equal([$"rank {rank} (node0)", "steps", "mpi"], mine.Where(e => Text(e, "ph") == "M").Select(e => Text(e.GetProperty("args"), "name")));
            var spans = mine.Where(e => Text(e, "ph") == "X").ToDictionary(e => Text(e, "name"));
            Assert.Equal(["inner \"quoted\"", "outer", $"sum {rank}"], spans.Keys);
            Assert.All(spans.Values, e => Assert.True(Number(e, "ts") >= 0 && Number(e, "dur") >= 0));
            var (inner, outer) = (spans["inner \"quoted\""], spans["outer"]);
            Assert.Equal(Number(outer, "tid"), Number(inner, "tid"));
            Assert.NotEqual(Number(outer, "tid"), Number(spans[$"sum {rank}"], "tid"));
            // Spans of a track lie in each other; times are told to a tenth of a microsecond.
            Assert.InRange(Number(inner, "ts"), Number(outer, "ts"), Number(outer, "ts") + Number(outer, "dur"));
            Assert.True(Number(inner, "ts") + Number(inner, "dur") <= Number(outer, "ts") + Number(outer, "dur") + 0.2);
        }
    }

    [Fact]
    public void What_a_killed_run_leaves_is_an_array_without_its_end()
    {
        using var folder = new TemporaryFolder();
        using var timeline = new Timeline(folder.In("timeline.json"), new SingleRank());
        // As the program's own first thread, without a name.
        var main = new Thread(() => timeline.Add("forward", Stopwatch.GetTimestamp()));
        main.Start();
        main.Join();
        timeline.Flush();
        Assert.False(File.Exists(folder.In("timeline.json")));
        string left = ReadShared(folder.In("timeline.rank-0.json.partial"));
        Assert.Equal(["rank 0", "steps", "forward"], JsonDocument.Parse(left + "]").RootElement.EnumerateArray()
            .Select(e => e.TryGetProperty("args", out var args) ? Text(args, "name").Split(" (")[0] : Text(e, "name")));
    }

    static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;

    static double Number(JsonElement e, string name) => e.GetProperty(name).GetDouble();
}
