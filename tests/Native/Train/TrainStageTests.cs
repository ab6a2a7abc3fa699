using System.Runtime.InteropServices;
using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class TrainStageTests
{
    internal static readonly DeepLabV3PlusResNet50Config Model = new()
    {
        Width = 4, Units = [1, 1, 1, 1], OutputStride = 4, AtrousRates = [1, 2, 3], DecoderWidth = 8, LowLevelWidth = 4, FullResolutionWidths = [4, 4],
    };

    internal static readonly TrainConfig Config = new()
    {
        Epochs = 3, BatchSize = 4, Threads = 1, Checkpoints = new() { Steps = 2 }, Optimizer = new AdamWConfig { LearningRate = 0.01 }, Schedule = new CosineScheduleConfig { WarmupSteps = 2 },
    };

    [Fact]
    public void Training_lowers_the_loss_and_learns_what_the_labels_follow_from()
    {
        using var set = new TinySet();
        var context = set.Context("run");
        TrainStage.Run(Model, Config with { Epochs = 20 }, set.Staged, context, CancellationToken.None);
        var lines = File.ReadLines(context.Run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var losses = lines.Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble()).ToList();
        Assert.Equal(60, losses.Count);
        Assert.True(losses[^6..].Average() < 0.5 * losses[..6].Average(), $"{losses[..6].Average()} to {losses[^6..].Average()}");
        var validations = lines.Where(l => l.GetProperty("kind").GetString() == "validation").ToList();
        Assert.Equal(20, validations.Count);
        // Chance, all background, is 0.27.
        Assert.True(validations.Max(v => v.GetProperty("meanIou").GetDouble()) > 0.45);
    }

    [Theory]
    [InlineData(Precision.Fp32)]
    [InlineData(Precision.Fp16)]
    public void Steps_that_are_recorded_have_the_losses_of_others_and_are_taken_up_with_the_same_bytes(Precision precision)
    {
        using var set = new TinySet();
        // A scale at which fp16 leaves steps out at first.
        var config = Config with { Epochs = 4, Precision = precision, LossScale = new() { Initial = 16777216 } };
        TrainStage.Run(Model, config, set.Staged, set.Context("plain"), CancellationToken.None);
        config = config with { RecordSteps = true };
        TrainStage.Run(Model, config, set.Staged, set.Context("recorded"), CancellationToken.None);
        var (plain, recorded) = (Steps(set.Context("plain")), Steps(set.Context("recorded")));
        Assert.Equal(12, plain.Count);
        Assert.Equal(plain.Select(s => s.TryGetProperty("skipped", out var skipped) && skipped.GetBoolean()), recorded.Select(s => s.TryGetProperty("skipped", out var skipped) && skipped.GetBoolean()));
        double bound = precision == Precision.Fp32 ? 1e-4 : 2e-2;
        foreach (var (a, b) in plain.Zip(recorded).Where(p => p.First.TryGetProperty("loss", out _)))
            Assert.Equal(a.GetProperty("loss").GetDouble(), b.GetProperty("loss").GetDouble(), bound * a.GetProperty("loss").GetDouble());

        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 5) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => TrainStage.Run(Model, config, set.Staged, set.Context("parts", watch), stop.Token));
        TrainStage.Run(Model, config, set.Staged, set.Context("parts"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("recorded").Run, set.Context("parts").Run);

        static List<JsonElement> Steps(RunContext context) =>
            [.. File.ReadLines(context.Run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "step")];
    }

    [Fact]
    public void Soft_labels_of_labellings_that_agree_give_the_losses_of_the_labels()
    {
        using var set = new TinySet(labellings: 2);
        var (hard, soft) = (set.Context("hard"), set.Context("soft"));
        TrainStage.Run(Model, Config, set.Staged, hard, CancellationToken.None);
        TrainStage.Run(Model, Config with { Loss = new SoftCrossEntropyConfig() }, set.Staged, soft, CancellationToken.None);
        double[] expected = Losses(hard), found = Losses(soft);
        Assert.Equal(expected[0], found[0], 1e-6);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-3);

        static double[] Losses(RunContext context) =>
            [.. File.ReadLines(context.Run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.TryGetProperty("loss", out _)).Select(l => l.GetProperty("loss").GetDouble())];
    }

    [Fact]
    public void A_set_of_classes_alone_is_no_match_for_a_loss_of_soft_labels()
    {
        using var set = new TinySet();
        var refusal = Assert.Throws<ConfigException>(() =>
            TrainStage.Run(Model, Config with { Loss = new SoftCrossEntropyConfig() }, set.Staged, set.Context("run"), CancellationToken.None));
        Assert.Contains("$.train.loss.name", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recomputing_trains_to_the_same_bytes()
    {
        using var set = new TinySet();
        TrainStage.Run(Model, Config, set.Staged, set.Context("kept"), CancellationToken.None);
        TrainStage.Run(Model, Config with { Recompute = true }, set.Staged, set.Context("again"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("kept").Run, set.Context("again").Run);
    }

    [Fact]
    public void The_same_run_twice_gives_the_same_bytes()
    {
        using var set = new TinySet();
        TrainStage.Run(Model, Config, set.Staged, set.Context("a"), CancellationToken.None);
        TrainStage.Run(Model, Config, set.Staged, set.Context("b"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("a").Run, set.Context("b").Run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_run_stopped_after_any_step_and_taken_up_ends_with_the_same_bytes(int stopAfter)
    {
        using var set = new TinySet();
        TrainStage.Run(Model, Config, set.Staged, set.Context("whole"), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == stopAfter) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => TrainStage.Run(Model, Config, set.Staged, set.Context("parts", watch), stop.Token));
        TrainStage.Run(Model, Config, set.Staged, set.Context("parts"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    [Fact]
    public void A_run_that_dies_without_warning_goes_on_from_its_last_checkpoint_with_the_same_bytes()
    {
        using var set = new TinySet();
        TrainStage.Run(Model, Config, set.Staged, set.Context("whole"), CancellationToken.None);
        // Step 5's lines are already in metrics.jsonl, its weights in no checkpoint: the last one is of step 4.
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 5) throw new InvalidOperationException("the power failed");
        });
        Assert.Throws<InvalidOperationException>(() => TrainStage.Run(Model, Config, set.Staged, set.Context("parts", watch), CancellationToken.None));
        TrainStage.Run(Model, Config, set.Staged, set.Context("parts"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    [Fact]
    public void A_run_stopped_in_a_validation_validates_again_and_ends_with_the_same_bytes()
    {
        using var set = new TinySet(validation: 12);
        TrainStage.Run(Model, Config, set.Staged, set.Context("whole"), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "validate") stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => TrainStage.Run(Model, Config, set.Staged, set.Context("parts", watch), stop.Token));
        TrainStage.Run(Model, Config, set.Staged, set.Context("parts"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    [Fact]
    public void A_grid_that_a_rate_does_not_fit_is_refused_and_nothing_is_left_behind()
    {
        using var set = new TinySet();
        var e = Assert.Throws<ConfigException>(() => TrainStage.Run(Model with { AtrousRates = [1, 2, 4] }, Config, set.Staged, set.Context("run"), CancellationToken.None));
        Assert.Contains("$.model.atrousRates[2]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_no_number_for_finite_input_stops_with_the_step_and_keeps_the_checkpoint_before_it()
    {
        // Finite, but its square is not: the norms' variance overflows in the third step.
        int spoiled = SampleOrder.Batches(seed: 7, count: 12, batchSize: 4, firstStep: 2).First()[0];
        using var set = new TinySet(spoil: (sample, data) => data[1] = sample == spoiled ? 3e38f : data[1]);
        var context = set.Context("run");
        var e = Assert.Throws<ConfigException>(() => TrainStage.Run(Model, Config with { Checkpoints = new() { Steps = 1 } }, set.Staged, context, CancellationToken.None));
        Assert.StartsWith("$.train.optimizer.learningRate: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("at step 3, with finite input (samples of weather.nc at 2000-01-", e.Message, StringComparison.Ordinal);
        foreach (var tensor in SafeTensorsReader.Read(context.Run.Last.Weights).Tensors.Where(t => t.DType == ScalarType.Float32))
            Assert.DoesNotContain(MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray(), v => !float.IsFinite(v));
    }

    [Fact]
    public void A_full_disk_ends_the_run_with_an_error_that_names_the_file_and_the_checkpoint_before_it_loads()
    {
        using var set = new TinySet();
        TrainStage.Run(Model, Config, set.Staged, set.Context("whole"), CancellationToken.None);
        using var disk = new FullDisk(kibibytes: 16 * 1024);
        string filler = disk["filler"];
        var run = new RunFolder(disk["run"]);
        var watch = new Watch(p =>
        {
            if (p.Activity != "train" || p.Done != 5) return;
            // As a neighbour on the same disk would: to the last byte.
            using var stream = File.Create(filler);
            void Fill()
            {
                while (true) stream.Write(new byte[1 << 12]);
            }
            Assert.Throws<IOException>((Action)Fill);
        });
        var e = Assert.Throws<StorageException>(() => TrainStage.Run(Model, Config, set.Staged, set.Context("x", watch) with { Run = run }, CancellationToken.None));
        Assert.Contains(".partial/", e.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);
        // That of step 4 may have been in the making when the disk became full.
        Assert.InRange(new CheckpointStore(run.Last).Recover().State!.Step, 3, 4);
        File.Delete(filler);
        TrainStage.Run(Model, Config, set.Staged, set.Context("x") with { Run = run }, CancellationToken.None);
        RunComparison.RequireEqual(set.Context("whole").Run, run);
    }

    [Fact]
    public void A_damaged_best_checkpoint_gives_way_to_the_best_of_those_that_are_left()
    {
        using var set = new TinySet(validation: 0);
        var run = set.Context("run").Run;
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 8) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => TrainStage.Run(Model, Config, set.Staged, set.Context("run", watch), stop.Token));
        FlippedBit.In(run.Best.Weights, 12_345);
        TrainStage.Run(Model, Config, set.Staged, set.Context("run"), CancellationToken.None);
        TrainStage.Run(Model, Config, set.Staged, set.Context("whole"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("whole").Run, run);
        Assert.True(Directory.Exists(run.Best.Path + ".damaged"));
    }

    [Fact]
    public void Those_that_the_config_keeps_are_there_at_the_end_and_each_is_whole()
    {
        using var set = new TinySet();
        var run = set.Context("run").Run;
        TrainStage.Run(Model, Config with { Checkpoints = new() { Steps = 1, KeepLast = 4, KeepEverySteps = 3 } }, set.Staged, set.Context("run"), CancellationToken.None);
        // 9 steps: the last two have places of their own; of those before, the latest two and the first of each three.
        string[] kept = [.. Directory.GetDirectories(run.EarlierCheckpoints).Order(StringComparer.Ordinal)];
        Assert.Equal(["00000003", "00000006", "00000007"], kept.Select(Path.GetFileName));
        Assert.All(kept, k => Assert.Empty(CheckpointSums.FindDamage(new(k))));
    }

    [Fact]
    public void Stopped_before_the_first_step_nothing_is_left_to_take_up()
    {
        using var set = new TinySet();
        var context = set.Context("run");
        Assert.ThrowsAny<OperationCanceledException>(() => TrainStage.Run(Model, Config, set.Staged, context, new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(context.Run.Last.Path));
    }

    [Fact]
    public void State_of_another_learning_rate_is_set_aside_not_used()
    {
        using var set = new TinySet();
        var context = set.Context("run");
        TrainStage.Run(Model, Config with { Epochs = 1 }, set.Staged, context, CancellationToken.None);
        TrainStage.Run(Model, Config with { Epochs = 2 }, set.Staged, context, CancellationToken.None);
        TrainStage.Run(Model, Config with { Epochs = 2 }, set.Staged, set.Context("fresh"), CancellationToken.None);
        RunComparison.RequireEqual(set.Context("fresh").Run, context.Run);
        // Its name: last and 12 digits of the other run's identity.
        Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(context.Run.Last.Path)!, "last*"), d => Path.GetFileName(d).Length == "last.".Length + 12);
    }

    [Fact]
    public void An_infinite_input_is_named_with_its_file_and_leaves_no_checkpoint()
    {
        using var set = new TinySet(spoil: (sample, data) => data[sample == 5 ? 9 : 1] = sample == 5 ? float.PositiveInfinity : data[1]);
        var context = set.Context("run");
        var e = Assert.Throws<DataException>(() => TrainStage.Run(Model, Config with { Checkpoints = new() { Steps = 1000 } }, set.Staged, context, CancellationToken.None));
        Assert.Contains("weather.nc at 2000-01-02T06:00:00: channel 1", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(context.Run.Last.Path));
    }

    [Fact]
    public void Without_a_validation_split_best_is_last()
    {
        using var set = new TinySet(validation: 0);
        var context = set.Context("run");
        TrainStage.Run(Model, Config, set.Staged, context, CancellationToken.None);
        Assert.Equal(File.ReadAllBytes(context.Run.Last.Weights), File.ReadAllBytes(context.Run.Best.Weights));
    }

    [Fact]
    public void Bfloat16_convolutions_train_with_float32_weights()
    {
        using var set = new TinySet();
        var context = set.Context("run");
        TrainStage.Run(Model, Config with { Precision = Precision.Bf16, Epochs = 6 }, set.Staged, context, CancellationToken.None);
        var losses = File.ReadLines(context.Run.Metrics).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble()).ToList();
        Assert.True(losses[^3..].Average() < 0.8 * losses[..3].Average());
        Assert.All(SafeTensorsReader.Read(context.Run.Last.Weights).Tensors.Where(t => t.Name.EndsWith(".weight", StringComparison.Ordinal)), t => Assert.Equal(ScalarType.Float32, t.DType));
    }
}
