using System.Runtime.InteropServices;
using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Training in fp16, which a CPU emulates: what overflows is left out as if it had not been tried, and the rest learns as fp32 does.</summary>
[LeakCheck]
public sealed class LossScaleTests
{
    static readonly TrainConfig Config = TrainStageTests.Config with { Precision = Precision.Fp16 };

    static readonly TrainConfig Overflowing = Config with { LossScale = new() { Initial = 1 << 24, GrowthSteps = 3 } };

    sealed record Step(double? Loss, double Scale, bool Skipped);

    static Step[] Steps(RunContext context) =>
    [
        .. File.ReadLines(context.Run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "step").Select(l => new Step(
            l.GetProperty("loss") is { ValueKind: JsonValueKind.Number } loss ? loss.GetDouble() : null,
            l.GetProperty("lossScale").GetDouble(), l.GetProperty("skipped").GetBoolean())),
    ];

    static Dictionary<string, byte[]> Tensors(string file) => SafeTensorsReader.Read(file).Tensors.ToDictionary(t => t.Name, t => t.Data.ToArray());

    [Fact]
    public void Training_in_fp16_lowers_the_loss_as_in_fp32()
    {
        using var set = new TinySet();
        TrainStage.Run(TrainStageTests.Model, Config with { Epochs = 20 }, set.Staged, set.Context("half"), CancellationToken.None);
        var losses = Steps(set.Context("half")).Where(s => !s.Skipped).Select(s => s.Loss!.Value).ToList();
        Assert.True(losses[^6..].Average() < 0.5 * losses[..6].Average(), $"{losses[..6].Average()} to {losses[^6..].Average()}");
    }

    [Fact]
    public void The_factor_is_halved_at_an_overflow_and_doubled_after_as_many_good_steps_as_the_config_says()
    {
        using var set = new TinySet();
        TrainStage.Run(TrainStageTests.Model, Overflowing with { Epochs = 10 }, set.Staged, set.Context("run"), CancellationToken.None);
        var steps = Steps(set.Context("run"));
        Assert.Contains(steps, s => s.Skipped);
        Assert.Contains(steps, s => !s.Skipped);
        (double factor, int good) = (1 << 24, 0);
        foreach (var step in steps)
        {
            Assert.Equal(factor, step.Scale);
            (factor, good) = step.Skipped ? (factor / 2, 0) : good + 1 == 3 ? (factor * 2, 0) : (factor, good + 1);
        }
    }

    [Fact]
    public void A_step_that_overflows_leaves_weights_moments_and_running_statistics_as_they_were()
    {
        using var set = new TinySet();
        // One step, which overflows; and a network of the same seed that was never trained.
        TrainStage.Run(TrainStageTests.Model, Overflowing with { Epochs = 1, BatchSize = 12 }, set.Staged, set.Context("run"), CancellationToken.None);
        var step = Assert.Single(Steps(set.Context("run")));
        Assert.True(step.Skipped);
        var weights = Tensors(set.Context("run").Run.Last.Weights);
        using var untouched = ModelFactory.Create(TrainStageTests.Model, set.Staged.Manifest.Channels, true, 7);
        using var scope = TensorScope.Begin();
        int compared = 0;
        foreach (var p in untouched.Parameters.All)
        {
            if (p.Value.DType != ScalarType.Float32) continue;
            float[] expected = new float[p.NumberOfElements];
            p.Value.CopyTo(expected);
            Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(weights[p.Name]).ToArray());
            compared++;
        }
        Assert.True(compared > 20);
        Assert.All(Tensors(set.Context("run").Run.Last.Optimizer).Values, moment => Assert.All(moment, b => Assert.Equal(0, b)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_run_stopped_and_taken_up_ends_with_the_same_bytes(int stopAfter)
    {
        using var set = new TinySet();
        TrainStage.Run(TrainStageTests.Model, Overflowing, set.Staged, set.Context("whole"), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == stopAfter) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => TrainStage.Run(TrainStageTests.Model, Overflowing, set.Staged, set.Context("parts", watch), stop.Token));
        TrainStage.Run(TrainStageTests.Model, Overflowing, set.Staged, set.Context("parts"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
        Assert.Contains(Steps(set.Context("whole")), s => s.Skipped);
    }

    [Fact]
    public void In_exact_the_parts_of_a_batch_are_left_out_together()
    {
        using var set = new TinySet();
        TrainStage.Run(TrainStageTests.Model, Overflowing with { Determinism = Determinism.Exact, BatchShards = 2 }, set.Staged, set.Context("run"), CancellationToken.None);
        var steps = Steps(set.Context("run"));
        Assert.Contains(steps, s => s.Skipped);
        Assert.Contains(steps, s => !s.Skipped);
    }

    [Fact]
    public void Maps_that_leave_the_range_of_fp16_end_the_run_when_the_factor_has_come_down_to_1()
    {
        // Far from its channel's mean by 1e29 standard deviations.
        using var set = new TinySet(spoil: (_, data) => data[1] = 1e30f);
        var e = Assert.Throws<ConfigException>(() => TrainStage.Run(TrainStageTests.Model, Config with { Epochs = 20 }, set.Staged, set.Context("run"), CancellationToken.None));
        Assert.StartsWith("$.train.precision: fp16 overflows at step 17 though the loss scale went down to 1 (samples of weather.nc at 2000-01-", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_input_is_named_at_once()
    {
        using var set = new TinySet(spoil: (_, data) => data[1] = float.PositiveInfinity);
        var e = Assert.Throws<DataException>(() => TrainStage.Run(TrainStageTests.Model, Config, set.Staged, set.Context("run"), CancellationToken.None));
        Assert.Contains("holds an infinite value, so the loss became NaN at step 1", e.Message, StringComparison.Ordinal);
    }
}
