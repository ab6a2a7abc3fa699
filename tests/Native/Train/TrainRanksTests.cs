using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class TrainRanksTests
{
    [Fact]
    public void Gradients_and_running_statistics_become_the_mean_over_the_ranks()
    {
        ThreadRanks.Run(3, communicator =>
        {
            using var weight = new Parameter("w", [2, 3, 1, 1]);
            using var statistic = new Parameter("m", [2], trainable: false);
            using var scope = TensorScope.Begin();
            // d/dw of sum (rank + 1) k w[k] is (rank + 1) k: over ranks 1, 2, 3 the mean is 2 k.
            double rank = communicator.Rank + 1;
            (weight.Value * Tensor.Arange(0, 6).View(2, 3, 1, 1).To(ScalarType.Float32) * rank).Sum().Backward();
            statistic.Assign(Tensor.From<float>([(float)rank, 10f], [2]));
            using var average = new GradientAverage(communicator, [weight, statistic], new());
            average.Run();
            Assert.Equal([0, 2, 4, 6, 8, 10], weight.Gradient!.ToArray<float>());
            Assert.Equal([2, 10], statistic.Value.ToArray<float>());
        });
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
}
