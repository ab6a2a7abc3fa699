using System.Runtime.InteropServices;
using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class GradientLagTests
{
    static readonly TrainConfig Config = TrainStageTests.Config with { GradientLag = 1, Allreduce = new() { BucketMiB = 1 / 256.0 } };

    // A constant rate, no momentum: weights move by the gradient alone.
    static readonly TrainConfig Descent = Config with
    {
        Optimizer = new SgdConfig { LearningRate = 0.1, Momentum = 0 }, Schedule = new MultistepScheduleConfig { WarmupSteps = 0 }, BatchSize = 12, Epochs = 1,
    };

    static void Train(TinySet set, string run, int ranks, TrainConfig config, Func<int, (IProgress<StageProgress>?, CancellationToken)>? of = null)
    {
        void Rank(ICommunicator? communicator)
        {
            var (progress, token) = of?.Invoke(communicator?.Rank ?? 0) ?? (null, CancellationToken.None);
            var context = set.Context(run, progress);
            TrainStage.Run(TrainStageTests.Model, config, set.Staged, communicator is null ? context : context with { Communicator = communicator }, token);
        }
        if (ranks == 1) Rank(null);
        else ThreadRanks.Run(ranks, Rank);
    }

    static Dictionary<string, float[]> Weights(RunContext context) => SafeTensorsReader.Read(context.Run.Last.Weights).Tensors
        .Where(t => t.Name.EndsWith("weight", StringComparison.Ordinal) || t.Name.EndsWith("bias", StringComparison.Ordinal))
        .ToDictionary(t => t.Name, t => MemoryMarshal.Cast<byte, float>(t.Data.Span).ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_second_step_applies_the_gradient_of_the_first_and_the_first_none(int ranks)
    {
        using var set = new TinySet();
        Train(set, "one late", ranks, Descent);
        Train(set, "two late", ranks, Descent with { Epochs = 2 });
        Train(set, "one in time", ranks, Descent with { GradientLag = 0 });
        using var untouched = ModelFactory.Create(TrainStageTests.Model, set.Staged.Manifest.Channels, true, 7);
        var oneLate = Weights(set.Context("one late"));
        using (Torch.TensorScope.Begin())
        {
            foreach (var p in untouched.Parameters.Parameters) Assert.Equal(p.Value.ToArray<float>(), oneLate[p.Name]);
        }
        var twoLate = Weights(set.Context("two late"));
        var inTime = Weights(set.Context("one in time"));
        Assert.Contains(inTime, w => !w.Value.SequenceEqual(oneLate[w.Key]));
        Assert.Equal(inTime, twoLate);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 5)]
    [InlineData(3, 5)]
    public void A_run_stopped_and_taken_up_applies_the_gradient_that_was_pending_and_ends_with_the_same_bytes(int ranks, int stopAfter)
    {
        using var set = new TinySet();
        Train(set, "whole", ranks, Config);
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == stopAfter) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => Train(set, "parts", ranks, Config, rank => rank == ranks - 1 ? (watch, stop.Token) : (null, CancellationToken.None)));
        Train(set, "parts", ranks, Config);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    [Fact]
    public void A_run_that_dies_goes_on_from_a_checkpoint_between_two_epochs_with_the_same_bytes()
    {
        using var set = new TinySet();
        Train(set, "whole", 1, Config);
        // The last checkpoint is of step 4.
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 5) throw new InvalidOperationException("the power failed");
        });
        Assert.Throws<InvalidOperationException>(() => Train(set, "parts", 1, Config, _ => (watch, CancellationToken.None)));
        Train(set, "parts", 1, Config);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    [Fact]
    public void It_still_learns()
    {
        using var set = new TinySet();
        Train(set, "run", 2, Config with { Epochs = 20 });
        double[] losses = [.. File.ReadLines(set.Context("run").Run.Metrics).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble())];
        Assert.True(losses[^6..].Average() < 0.5 * losses[..6].Average(), $"{losses[..6].Average()} to {losses[^6..].Average()}");
    }
}
