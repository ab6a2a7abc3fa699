using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>What a run tells of itself while it goes on.</summary>
[LeakCheck]
public sealed class StepRecordsTests
{
    [Theory, InlineData(Determinism.Fast), InlineData(Determinism.Exact)]
    public void Each_step_tells_where_its_time_went_and_its_rate_is_the_networks_own_count_of_operations(Determinism determinism)
    {
        using var set = new TinySet();
        var config = TrainStageTests.Config with { Determinism = determinism, Threads = 2, TimelineSteps = 4 };
        var run = set.Context("run").Run;
        ThreadRanks.Run(2, communicator =>
            TrainStage.Run(TrainStageTests.Model, config, set.Staged, set.Context("run") with { Communicator = communicator }, CancellationToken.None));
        var lines = File.ReadLines(run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).ToLookup(l => l.GetProperty("kind").GetString());
        double flops = 3 * 4 * NetworkTable.Of(TrainStageTests.Model, TinySet.Channels, TinySet.Height, TinySet.Width).Flops;
        Assert.Equal(9, lines["step"].Count());
        Assert.All(lines["step"], step =>
        {
            var seconds = step.GetProperty("phaseSeconds");
            Assert.All(new[] { "forward", "backward", "exposedCommunication", "optimizer" }, phase => Assert.True(seconds.GetProperty(phase).GetDouble() > 0, phase));
            Assert.All(new[] { "dataWait", "checkpoint", "other" }, phase => Assert.True(seconds.GetProperty(phase).GetDouble() >= 0, phase));
            // Both divide by the same time; six digits are written.
            Assert.Equal(flops / 1e12, step.GetProperty("teraflopsPerSecond").GetDouble() / step.GetProperty("samplesPerSecond").GetDouble() * 4, 1e-5 * flops / 1e12);
        });
        Assert.All(lines["validation"], validation => Assert.True(validation.GetProperty("passSeconds").GetDouble() > 0));

        var whole = Assert.Single(lines["run"]);
        Assert.Equal(9, whole.GetProperty("steps").GetInt64());
        Assert.Equal(lines["step"].Max(s => s.GetProperty("teraflopsPerSecond").GetDouble()), whole.GetProperty("peakTeraflopsPerSecond").GetDouble());
        double time = lines["step"].Sum(s => 4 / s.GetProperty("samplesPerSecond").GetDouble());
        Assert.Equal(9 * flops / 1e12 / time, whole.GetProperty("sustainedTeraflopsPerSecond").GetDouble(), 1e-5 * 9 * flops / 1e12 / time);
        Assert.True(whole.GetProperty("phaseSeconds").GetProperty("validation").GetDouble() > 0);

        var events = JsonDocument.Parse(File.ReadAllBytes(run.Timeline)).RootElement.EnumerateArray().Where(e => e.GetProperty("ph").GetString() == "X")
            .GroupBy(e => (e.GetProperty("pid").GetInt32(), e.GetProperty("name").GetString()!.Split(" of step")[0])).ToDictionary(g => g.Key, g => g.Count());
        for (int rank = 0; rank < 2; rank++)
        {
            Assert.All(["optimizer", "data wait"], phase => Assert.Equal(4, events[(rank, phase)]));
            Assert.Equal(4, events[(rank, "forward")]);
            if (determinism == Determinism.Exact) Assert.Equal(4 * 2, events[(rank, "shard backward")]);
            else Assert.Equal(4, events[(rank, "backward")]);
        }
        Assert.True(events[(0, "write checkpoint")] >= 1);
        Assert.Contains((1, "validation"), events.Keys);
    }
}
