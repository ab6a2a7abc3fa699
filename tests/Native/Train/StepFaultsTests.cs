using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>One sample of twelve holds an infinite value: whatever the config says is done by both ranks at the same step.</summary>
[LeakCheck]
public sealed class StepFaultsTests
{
    const int Spoiled = 5;

    static readonly TrainConfig Config = TrainStageTests.Config with { Checkpoints = new() { Steps = 1 } };

    [Theory]
    [InlineData(Determinism.Fast)]
    [InlineData(Determinism.Exact)]
    public void Both_ranks_stop_with_the_same_words_that_name_the_rank_and_the_sample(Determinism determinism)
    {
        using var set = Spoil();
        var errors = Train(set, "run", Config with { Determinism = determinism });
        Assert.All(errors, e => Assert.IsType<DataException>(e));
        Assert.Equal(errors[0]!.Message, errors[1]!.Message);
        Assert.StartsWith($"weather.nc at {Time(set)}: channel 1 holds an infinite value", errors[0]!.Message, StringComparison.Ordinal);
        Assert.Matches(@"It happened on rank [01] \(node0\)\.$", errors[0]!.Message);
    }

    [Theory]
    [InlineData(FaultAction.Skip)]
    [InlineData(FaultAction.RollBack)]
    public void Both_ranks_leave_the_step_out_and_end_with_finite_weights_and_the_same_ones(FaultAction action)
    {
        using var set = Spoil();
        // The hashes of both ranks' weights are compared after each step.
        Assert.All(Train(set, "run", Config with { HashSteps = 1, Faults = new() { Action = action } }), Assert.Null);
        var left = File.ReadLines(set.Context("run").Run.Metrics).Where(l => l.Contains("\"skipped\":true", StringComparison.Ordinal)).ToList();
        Assert.Equal(Config.Epochs, left.Count);
        Assert.All(left, l => Assert.Contains("\"loss\":null", l, StringComparison.Ordinal));
        foreach (string line in File.ReadLines(set.Context("run").Run.Metrics).Except(left)) Assert.DoesNotContain("\"loss\":null", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_is_spent_stops_both()
    {
        using var set = Spoil();
        var errors = Train(set, "run", Config with { Faults = new() { Action = FaultAction.Skip, Budget = 1 } });
        Assert.All(errors, e => Assert.Contains("($.train.faults.budget of 1 is spent)", Assert.IsType<DataException>(e).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_loss_that_leaps_is_left_out()
    {
        var faults = new StepFaults(new() { Action = FaultAction.Skip, LossSpikeFactor = 2 }, new SingleRank());
        for (int i = 0; i < 30; i++)
        {
            Assert.Null(faults.Find(1, 1));
            faults.Took(1);
        }
        Assert.Null(faults.Find(1.99, 1));
        Assert.Equal("the loss leapt to 2.01 from 1 on average", faults.Find(2.01, 1));
    }

    static TinySet Spoil() => new(spoil: (sample, data) =>
    {
        if (sample == Spoiled) data[1] = float.PositiveInfinity;
    });

    static ClimateTime Time(TinySet set) => set.Staged.Reader(SplitName.Train).Time(Spoiled);

    static Exception?[] Train(TinySet set, string run, TrainConfig config)
    {
        var errors = new Exception?[2];
        ThreadRanks.Run(2, communicator => errors[communicator.Rank] = Record.Exception(() =>
            TrainStage.Run(TrainStageTests.Model, config, set.Staged, set.Context(run) with { Communicator = communicator }, CancellationToken.None)));
        return errors;
    }
}
