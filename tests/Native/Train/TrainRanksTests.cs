using System.Text.Json;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class TrainRanksTests
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Ranks_that_sum_buckets_as_they_fill_make_the_steps_of_one_rank(int ranks, bool recompute)
    {
        using var set = new TinySet();
        // No norm, which would couple the samples of a rank; and buckets of 1 KiB, so that there are many.
        var model = TrainStageTests.Model with { BatchNorm = NormMode.Off };
        var config = TrainStageTests.Config with { Epochs = 2, Optimizer = new AdamWConfig { LearningRate = 0.001 }, Allreduce = new() { BucketMiB = 1 / 1024.0 } };
        TrainStage.Run(model, config, set.Staged, set.Context("alone"), CancellationToken.None);
        config = config with { Recompute = recompute };
        ThreadRanks.Run(ranks, communicator => TrainStage.Run(model, config, set.Staged, set.Context("many") with { Communicator = communicator }, CancellationToken.None));
        double[] alone = Losses(set.Context("alone").Run), many = Losses(set.Context("many").Run);
        Assert.Equal(6, alone.Length);
        Assert.True(alone[^1] < alone[0]);
        // The same sums in another order: float32's rounding, grown over the steps.
        for (int i = 0; i < alone.Length; i++) Assert.Equal(alone[i], many[i], 1e-4 * alone[i]);
    }

    [Fact]
    public void Two_ranks_of_which_one_is_told_to_stop_go_on_later_with_the_same_bytes()
    {
        using var set = new TinySet();
        void Train(string run, Func<ICommunicator, (IProgress<StageProgress>?, CancellationToken)> of) => ThreadRanks.Run(2, communicator =>
        {
            var (progress, token) = of(communicator);
            TrainStage.Run(TrainStageTests.Model, TrainStageTests.Config, set.Staged, set.Context(run, progress) with { Communicator = communicator }, token);
        });

        Train("whole", _ => (null, CancellationToken.None));
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 5) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => Train("parts", c => c.Rank == 1 ? (watch, stop.Token) : (null, CancellationToken.None)));
        Train("parts", _ => (null, CancellationToken.None));
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("parts").Run);
    }

    static double[] Losses(RunFolder run) =>
        [.. File.ReadLines(run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble())];
}
