using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class ExactTests
{
    static readonly TrainConfig Config = TrainStageTests.Config with { Determinism = Determinism.Exact, BatchSize = 8, Epochs = 2 };

    static readonly TiramisuConfig Tiramisu = new() { Layers = [1, 1, 1], Growth = 4, Width = 4, Kernel = 3, BatchNorm = NormMode.On };

    static void Train(TinySet set, string run, int ranks, TrainConfig config, ModelConfig? model = null, Func<int, (IProgress<StageProgress>?, CancellationToken)>? of = null) =>
        ThreadRanks.Run(ranks, communicator =>
        {
            var (progress, token) = of?.Invoke(communicator.Rank) ?? (null, CancellationToken.None);
            TrainStage.Run(model ?? TrainStageTests.Model, config, set.Staged, set.Context(run, progress) with { Communicator = communicator }, token);
        });

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(8, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 8)]
    [InlineData(2, 3)]
    public void Any_number_of_ranks_and_threads_gives_the_same_bytes(int ranks, int threads)
    {
        using var set = new TinySet();
        Train(set, "alone", 1, Config);
        Train(set, "many", ranks, Config with { Threads = threads });
        RunComparison.RequireEqual(set.Context("alone").Run, set.Context("many").Run);
    }

    [Fact]
    public void Dropout_and_a_loss_that_is_no_mean_over_cells_change_nothing_of_that()
    {
        using var set = new TinySet();
        var config = Config with { Loss = new JaccardLossConfig(), Epochs = 1 };
        Train(set, "alone", 1, config, Tiramisu);
        Train(set, "many", 4, config with { Threads = 2 }, Tiramisu);
        RunComparison.RequireEqual(set.Context("alone").Run, set.Context("many").Run);
    }

    [Theory]
    [InlineData("""{ "name": "sgd", "learningRate": 0.1, "weightDecay": 0.001, "larc": { "mode": "clip" } }""")]
    [InlineData("""{ "name": "lamb", "learningRate": 0.01, "decayNorms": true }""")]
    [InlineData("""{ "name": "lamb", "learningRate": 0.01, "larc": { "mode": "scale" } }""")]
    public void Norms_of_tensors_and_of_the_whole_gradient_change_nothing_of_that(string optimizer)
    {
        using var set = new TinySet();
        var config = Config with { Optimizer = OptimizerCase.Read(optimizer), Schedule = new MultistepScheduleConfig { WarmupSteps = 0 }, Epochs = 1 };
        Train(set, "alone", 1, config);
        Train(set, "many", 4, config with { Threads = 2 });
        RunComparison.RequireEqual(set.Context("alone").Run, set.Context("many").Run);
    }

    [Fact]
    public void A_run_stopped_on_four_ranks_is_taken_up_by_two_with_the_same_bytes()
    {
        using var set = new TinySet();
        Train(set, "whole", 1, Config);
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 2) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => Train(set, "parts", 4, Config, of: rank => rank == 3 ? (watch, stop.Token) : (null, CancellationToken.None)));
        Train(set, "parts", 2, Config);
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    [Fact]
    public void The_gradient_is_that_of_the_batch_where_no_norm_couples_its_samples()
    {
        using var set = new TinySet();
        var plain = TrainStageTests.Model with { BatchNorm = NormMode.Off };
        var oneStep = Config with { Epochs = 1, Optimizer = new AdamWConfig { LearningRate = 0.001 } };
        Train(set, "exact", 1, oneStep, plain);
        Train(set, "fast", 1, oneStep with { Determinism = Determinism.Fast }, plain);
        double[] exact = Losses(set.Context("exact").Run), fast = Losses(set.Context("fast").Run);
        // The same sums in another order: float32's rounding, grown over two steps.
        for (int i = 0; i < exact.Length; i++) Assert.Equal(fast[i], exact[i], 1e-4 * Math.Abs(fast[i]));
    }

    [Fact]
    public void Three_ranks_are_refused()
    {
        using var set = new TinySet();
        Assert.Throws<ConfigException>(() => Train(set, "run", 3, Config with { Threads = 1 }));
    }

    static double[] Losses(RunFolder run) =>
        [.. File.ReadLines(run.Metrics).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble())];
}
