using System.Text.Json.Nodes;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>TensorBoard's files as a program reads them that knows nothing of ours.</summary>
[LeakCheck]
public sealed class EventFileTests
{
    [Fact]
    public void A_stopped_and_resumed_run_shows_each_step_once_with_the_values_of_its_metrics()
    {
        using var set = new TinySet();
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 5) stop.Cancel();
        });
        var context = set.Context("run", watch);
        Assert.Throws<StoppedException>(() => TrainStage.Run(TrainStageTests.Model, TrainStageTests.Config, set.Staged, context, stop.Token));
        TrainStage.Run(TrainStageTests.Model, TrainStageTests.Config, set.Staged, set.Context("run"), CancellationToken.None);
        var events = Events(context.Run.TensorBoard);

        Assert.Equal(2, events.Select(e => (string)e["file"]!).Distinct().Count());
        foreach (var file in events.GroupBy(e => (string)e["file"]!))
        {
            Assert.Equal("brain.Event:2", (string)file.First()["version"]!);
            // SessionLog.START = 1.
            Assert.Equal(1, (int)file.ElementAt(1)["session"]!);
            Assert.Equal(file.Select(e => (double)e["wallTime"]!).Order(), file.Select(e => (double)e["wallTime"]!));
        }
        Assert.Equal([1, 6], events.Where(e => e["session"] is not null).Select(e => (int)e["step"]!));

        var metrics = File.ReadLines(context.Run.Metrics).Select(l => JsonNode.Parse(l)!).ToList();
        var shown = Purged(events);
        var steps = metrics.Where(m => (string)m["kind"]! == "step").ToList();
        Assert.Equal(Enumerable.Range(1, 9), shown.Where(e => e["values"]!["train/loss"] is not null).Select(e => (int)e["step"]!));
        foreach (var (line, e) in steps.Zip(shown.Where(e => e["values"]!["train/loss"] is not null)))
        {
            Same(line["loss"], e, "train/loss");
            Same(line["learningRate"], e, "train/learningRate");
            Same(line["samplesPerSecond"], e, "train/samplesPerSecond");
            Same(line["teraflopsPerSecond"], e, "train/teraflopsPerSecond");
            foreach (string phase in new[] { "dataWait", "forward", "backward", "exposedCommunication", "optimizer", "checkpoint", "other" })
                Same(line["phaseSeconds"]![phase], e, $"seconds/{phase}");
        }
        var validations = metrics.Where(m => (string)m["kind"]! == "validation").ToList();
        Assert.Equal(3, validations.Count);
        foreach (var (line, e) in validations.Zip(shown.Where(e => e["values"]!["validation/loss"] is not null)))
        {
            Assert.Equal((int)line["step"]!, (int)e["step"]!);
            Same(line["meanIou"], e, "validation/meanIou");
            Same(line["iou"]![1], e, "validation/iou/tropical_cyclone");
        }
    }

    [Fact]
    public void Steps_that_a_killed_run_recorded_behind_its_last_checkpoint_are_forgotten()
    {
        using var folder = new TemporaryFolder();
        foreach (int start in new[] { 1, 3, 1 })
        {
            using var file = new EventFile(folder.Path, start, TimeProvider.System);
            for (int step = start; step < start + 4; step++) file.Append(step, [("loss", 100 * start + step), ("absent", null)]);
        }
        var events = Events(folder.Path);
        Assert.Equal(3, events.Select(e => (string)e["file"]!).Distinct().Count());
        Assert.Equal([101, 102, 103, 104], Purged(events).Select(e => (int)(double)e["values"]!["loss"]!));
        Assert.Equal([1, 2, 3, 4], Purged(events).Select(e => (int)e["step"]!));
        Assert.Equal([101, 102, 303, 304, 305, 306], Purged([.. events.TakeWhile(e => (string)e["file"]! != (string)events[^1]["file"]!)]).Select(e => (int)(double)e["values"]!["loss"]!));
    }

    // TensorBoard: a start forgets what was read before of its step and later ones.
    static List<JsonNode> Purged(IReadOnlyList<JsonNode> events)
    {
        var kept = new List<JsonNode>();
        foreach (var e in events)
        {
            if (e["session"] is not null) kept.RemoveAll(k => (long)k["step"]! >= (long)e["step"]!);
            if (e["values"] is not null) kept.Add(e);
        }
        return kept;
    }

    static List<JsonNode> Events(string folder) =>
        [.. Referee.RunFile("Train/Records/read_events.py", folder).Split('\n').Select(l => JsonNode.Parse(l)!)];

    // A summary holds single precision.
    static void Same(JsonNode? expected, JsonNode e, string tag) => Assert.Equal((float)(double)expected!, (float)(double)e["values"]![tag]!);
}
