using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class AccumulationTests
{
    const int Batch = 12;

    // No norm, which would couple the samples of a part.
    static readonly DeepLabV3PlusResNet50Config Model = TrainStageTests.Model with { BatchNorm = NormMode.Off };

    static readonly TrainConfig Config = TrainStageTests.Config with { BatchSize = Batch, Allreduce = new() { BucketMiB = 1 / 256.0 } };

    // In double the network's own rounding, which grows with what is added in one sum, is out of the way.
    static double[] Gradient(TinySet set, TrainConfig config, ScalarType dtype, ICommunicator? communicator = null)
    {
        var context = communicator is null ? set.Context("run") : set.Context("run") with { Communicator = communicator };
        using var model = ModelFactory.Create(Model, set.Staged.Manifest.Channels, true, 7);
        model.Parameters.MoveTo(Device.Cpu, dtype);
        model.ComputeType = dtype;
        var loss = new BatchLoss(model, new(TinySet.Height, TinySet.Width, model.InputMultiple, true), new WeightedCrossEntropy([1, 5, 5]));
        int ranks = context.Communicator.Size, rank = context.Communicator.Rank;
        int[] samples = [.. Enumerable.Range(Batch * rank / ranks, Batch * (rank + 1) / ranks - Batch * rank / ranks)];
        using var memory = new TensorBatch(set.Staged.Manifest, samples.Length);
        using var reader = new BatchPrefetcher<TensorBatch>(set.Staged.Reader(SplitName.Train), [samples], [memory]);
        using var gradient = new WholeBatchGradient(model, loss, config, new(null), context);
        gradient.Compute(reader.Take()!, 1, 1);
        using var scope = TensorScope.Begin();
        return [.. model.Parameters.Parameters.SelectMany(p => p.Gradient!.To(ScalarType.Float64).ToArray<double>())];
    }

    static void AssertAlike(double[] expected, double[] actual)
    {
        Assert.True(Norm(expected) > 0.1);
        Assert.InRange(Norm(expected.Zip(actual, (a, b) => a - b)), 0, 1e-6 * Norm(expected));
        static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12)]
    public void A_batch_in_parts_has_the_gradient_of_the_batch(int parts)
    {
        using var set = new TinySet();
        AssertAlike(Gradient(set, Config, ScalarType.Float64), Gradient(set, Config with { AccumulationSteps = parts }, ScalarType.Float64));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    public void Ranks_that_take_the_same_parts_have_the_gradient_of_one_rank(int ranks, int parts)
    {
        using var set = new TinySet();
        double[] alone = Gradient(set, Config with { AccumulationSteps = ranks * parts }, ScalarType.Float32);
        ThreadRanks.Run(ranks, c => AssertAlike(alone, Gradient(set, Config with { AccumulationSteps = parts }, ScalarType.Float32, c)));
    }

    [Fact]
    public void More_parts_than_a_rank_has_samples_are_refused()
    {
        using var set = new TinySet();
        var e = Assert.Throws<ConfigException>(() => ThreadRanks.Run(2, c =>
            TrainStage.Run(Model, Config with { AccumulationSteps = 7 }, set.Staged, set.Context("run") with { Communicator = c }, CancellationToken.None)));
        Assert.Contains("$.train.accumulationSteps", e.Message, StringComparison.Ordinal);
    }
}
