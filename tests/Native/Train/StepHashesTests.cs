using Rossby.Models;
using Rossby.Staging;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class StepHashesTests
{
    sealed class NoGradient : IBatchGradient
    {
        public IReadOnlyList<uint>? ShardHashes => null;

        public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [];

        public void Settle()
        {
        }

        public bool IsOwnLossFinite => true;

        public double Compute(PrefetchedBatch<TensorBatch> batch, long step, double scale) => 0;
    }

    [Theory]
    [InlineData(4, 2, "2")]
    [InlineData(3, 0, "0")]
    [InlineData(2, 1, "0, 1")]
    public void A_rank_whose_weights_differ_is_named_and_of_two_both(int ranks, int wrong, string named)
    {
        using var set = new TinySet();
        var e = Assert.Throws<DivergedException>(() => ThreadRanks.Run(ranks, communicator =>
        {
            using var model = ModelFactory.Create(TrainStageTests.Model, set.Staged.Manifest.Channels, true, seed: 1);
            var hashes = new StepHashes(model, new NoGradient(), communicator);
            Assert.Equal(hashes.Take(1).Weights, hashes.Take(1).Weights);
            if (communicator.Rank == wrong)
            {
                using var scope = TensorScope.Begin();
                var weight = model.Parameters.Parameters[^1];
                weight.Assign(weight.Value.Detach() + 1e-3);
            }
            hashes.Take(2);
        }));
        Assert.Contains($"step 2 the weights of rank {named} differ", e.Message, StringComparison.Ordinal);
        Assert.Equal(71, e.ExitCode);
    }
}
