using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Steps that apply the gradient of the one before.</summary>
[LeakCheck]
public sealed class LateGradientTests
{
    [Fact]
    public void A_gradient_that_is_not_finite_is_laid_to_the_step_that_made_it_and_to_its_samples()
    {
        using var set = new TinySet();
        var manifest = set.Staged.Manifest;
        var reader = set.Staged.Reader(SplitName.Train);
        using var model = ModelFactory.Create(TrainStageTests.Model, manifest.Channels, true, 7);
        using var optimizer = Optimizer.Create(new SgdConfig(), model.Parameters.Parameters);
        using var memory = new TensorBatch(manifest, capacity: 1);
        using var gradient = new Late(model.Parameters.Parameters[0]);
        using var step = new TrainingStep(
            model, optimizer, gradient, new(new(), Precision.Fp32), new(new(), new SingleRank()), reader, new(null), new SingleRank());
        step.Run(new(memory, [3]), 1, 0.1);
        var e = Assert.Throws<ConfigException>(() => step.Run(new(memory, [5]), 2, 0.1));
        Assert.Contains($"the norm of the gradient became NaN at step 1 (samples of {reader.Describe(3)})", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(reader.Describe(5), e.Message, StringComparison.Ordinal);
    }

    /// <summary>Finite losses; the gradient of the first step, which the second applies, is not.</summary>
    sealed class Late(Parameter parameter) : IBatchGradient, IDisposable
    {
        readonly OwnedTensor pending = OwnedTensor.Zeros([.. parameter.Shape]);

        public IReadOnlyList<uint>? ShardHashes => null;

        public bool IsOwnLossFinite => true;

        public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [new(parameter.Name, pending)];

        public void Settle()
        {
        }

        public double Compute(PrefetchedBatch<TensorBatch> batch, long step, double scale)
        {
            using var scope = TensorScope.Begin();
            parameter.SetGradient(Tensor.Full([.. parameter.Shape], step == 2 ? double.NaN : 0));
            return 1;
        }

        public void Dispose() => pending.Dispose();
    }
}
