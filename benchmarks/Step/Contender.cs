using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;
using Rossby.Train;

namespace Rossby.Benchmarks.Step;

/// <summary>A network with all that a step on one fixed batch needs.</summary>
internal sealed class Contender : IDisposable
{
    readonly BenchmarkCase benchmark;
    readonly SegmentationModel model;
    Adam? optimizer;
    readonly Loss loss;
    readonly OwnedTensor input;
    readonly OwnedTensor labels;
    long step;

    public Contender(BenchmarkCase benchmark)
    {
        this.benchmark = benchmark;
        model = ModelFactory.Create(benchmark.Config, benchmark.Channels, periodicLongitude: true, seed: 1);
        if (benchmark.Narrow) model.ComputeType = ScalarType.BFloat16;
        loss = benchmark.Loss();
        int channels = benchmark.Channels.Length;
        input = OwnedTensor.Zeros([benchmark.Batch, channels, benchmark.Height, benchmark.Width], ScalarType.Float32, MemoryFormat.ChannelsLast);
        labels = OwnedTensor.Zeros([benchmark.Batch, benchmark.Height, benchmark.Width], ScalarType.UInt8);
        using var scope = TensorScope.Begin();
        scope.Import(input).CopyInPlace(Tensor.From<float>(benchmark.Input, [benchmark.Batch, benchmark.Height, benchmark.Width, channels]).Permute(0, 3, 1, 2));
        scope.Import(labels).CopyInPlace(Tensor.From<byte>(benchmark.Labels, [benchmark.Batch, benchmark.Height, benchmark.Width]));
    }

    /// <summary>One optimizer step as training takes it; its loss.</summary>
    /// <param name="recompute">Whether blocks keep only their input and run again.</param>
    public double Train(bool recompute)
    {
        double value;
        // Ahead of the first pass, as in training: it lays the parameters anew.
        optimizer ??= new(model.Parameters.Parameters, new AdamWConfig());
        (model.Recompute, model.Pass) = (recompute, new(1, step + 1, [.. Enumerable.Range(0, benchmark.Batch)]));
        Autograd.ClearGradients(model.Parameters.Parameters);
        using (var scope = TensorScope.Begin())
        {
            var mean = loss.Call(Logits(), scope.Import(labels));
            value = mean.Item();
            mean.Backward();
        }
        if (!double.IsFinite(Autograd.GradientNorm(model.Parameters.Parameters))) throw new InvalidOperationException("The gradient is not finite.");
        optimizer.Step(1e-4, ++step);
        return value;
    }

    /// <summary>Memory for a copy of weights, statistics and moments; after the first step.</summary>
    public StateSnapshot Snapshot() => new(model.Parameters.All, optimizer!.State, TorchThreads.IntraOp);

    /// <summary>Class probabilities of the batch, the network in evaluation.</summary>
    public void Infer()
    {
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        model.Freeze();
        Logits().Softmax(1);
    }

    /// <summary>Writes weights, logits in evaluation and in training, and the loss of the latter, for a peer to compare with.</summary>
    public void Write(string folder)
    {
        ModelWeights.Save(Path.Combine(folder, "weights.safetensors"), model.Parameters);
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        model.Training = false;
        var eval = Logits();
        model.Training = true;
        var train = Logits();
        SafeTensorsWriter.Write(
            Path.Combine(folder, "results.safetensors"),
            [
                SafeTensor.Of("input", scope.Import(input)), SafeTensor.Of("labels", scope.Import(labels)), SafeTensor.Of("eval", eval),
                SafeTensor.Of("train", train), SafeTensor.Of("loss", loss.Call(train, scope.Import(labels))),
            ],
            null);
    }

    public void Dispose()
    {
        input.Dispose();
        labels.Dispose();
        optimizer?.Dispose();
        model.Dispose();
    }

    Tensor Logits() => model.Call(TensorScope.Current.Import(input));
}
