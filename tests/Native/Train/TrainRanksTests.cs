using System.Runtime.InteropServices;
using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
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

    [Theory]
    [InlineData(4, false, 0)]
    // Parts of 2, 1 and 1 samples.
    [InlineData(3, true, 0)]
    [InlineData(2, false, 1)]
    public void Ranks_whose_norms_are_synchronised_make_the_steps_of_one_rank(int ranks, bool recompute, int lag)
    {
        // Samples whose moments differ.
        using var set = new TinySet(spoil: (sample, data) =>
        {
            for (int i = 0; i < data.Length; i++) data[i] += (data[i] - 100 * (i % TinySet.Channels)) * (sample % 3);
        });
        var config = TrainStageTests.Config with
        {
            Epochs = 1, Optimizer = new SgdConfig { LearningRate = 0.01 }, GradientLag = lag, Allreduce = new() { BucketMiB = 1 / 1024.0 },
            BatchNorm = new() { Statistics = NormStatistics.Synchronised },
        };
        TrainStage.Run(TrainStageTests.Model, config, set.Staged, set.Context("alone"), CancellationToken.None);
        ThreadRanks.Run(ranks, c => TrainStage.Run(TrainStageTests.Model, config with { Recompute = recompute }, set.Staged, set.Context("many") with { Communicator = c }, CancellationToken.None));
        double[] alone = Losses(set.Context("alone").Run), many = Losses(set.Context("many").Run);
        Assert.Equal(3, alone.Length);
        for (int i = 0; i < alone.Length; i++) Assert.Equal(alone[i], many[i], 1e-4 * alone[i]);
        // Each rank's own statistics are another network.
        ThreadRanks.Run(ranks, c => TrainStage.Run(TrainStageTests.Model, config with { BatchNorm = new() }, set.Staged, set.Context("own") with { Communicator = c }, CancellationToken.None));
        double own = Losses(set.Context("own").Run)[0];
        Assert.True(Math.Abs(own - alone[0]) > 1e-3 * alone[0], $"{own} and {alone[0]}");
        // The running statistics too, and so what a validation sees.
        var (one, other) = (Statistics(set.Context("alone").Run), Statistics(set.Context("many").Run));
        Assert.NotEmpty(one);
        foreach (var (name, values) in one)
            for (int i = 0; i < values.Length; i++) Assert.Equal(values[i], other[name][i], 1e-3 * (Math.Abs(values[i]) + values.Average(v => Math.Abs(v))));
    }

    [Fact]
    public void Norms_that_are_synchronised_run_again_in_the_backward_pass_with_the_same_bytes()
    {
        using var set = new TinySet();
        var config = TrainStageTests.Config with { Epochs = 1, BatchSize = 8, AccumulationSteps = 2, BatchNorm = new() { Statistics = NormStatistics.Synchronised } };
        foreach (bool recompute in new[] { false, true })
            ThreadRanks.Run(2, c => TrainStage.Run(TrainStageTests.Model, config with { Recompute = recompute }, set.Staged, set.Context($"{recompute}") with { Communicator = c }, CancellationToken.None));
        RunComparison.RequireEqual(set.Context($"{false}").Run, set.Context($"{true}").Run);
    }

    [Fact]
    public void Ranks_that_make_no_groups_are_refused()
    {
        using var set = new TinySet();
        var config = TrainStageTests.Config with { BatchNorm = new() { Statistics = NormStatistics.Group, GroupSize = 2 } };
        var e = Assert.Throws<ConfigException>(() => ThreadRanks.Run(3, c =>
            TrainStage.Run(TrainStageTests.Model, config, set.Staged, set.Context("run") with { Communicator = c }, CancellationToken.None)));
        Assert.Contains("$.train.batchNorm.groupSize: 3 ranks do not make groups of 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ranks_of_which_one_is_told_to_stop_go_on_later_with_the_same_bytes()
    {
        using var set = new TinySet();
        var config = TrainStageTests.Config with { BatchNorm = new() { Statistics = NormStatistics.Synchronised } };
        void Train(string run, Func<ICommunicator, (IProgress<StageProgress>?, CancellationToken)> of) => ThreadRanks.Run(2, communicator =>
        {
            var (progress, token) = of(communicator);
            TrainStage.Run(TrainStageTests.Model, config, set.Staged, set.Context(run, progress) with { Communicator = communicator }, token);
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

    static Dictionary<string, float[]> Statistics(RunFolder run) => SafeTensorsReader.Read(run.Last.Weights).Tensors
        .Where(t => t.Name.Contains("running_", StringComparison.Ordinal))
        .ToDictionary(t => t.Name, t => MemoryMarshal.Cast<byte, float>(t.Data.Span).ToArray());

    static double[] Losses(RunFolder run) =>
        [.. File.ReadLines(run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble())];
}
