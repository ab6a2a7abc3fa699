using System.Diagnostics;
using Rossby.Benchmarks.Step;
using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;
using Rossby.Train;

namespace Rossby.Benchmarks.Gpu;

/// <summary>A network with all that a training step on one fixed batch needs, on a device.</summary>
internal sealed class StepContender : IDisposable
{
    const double Rate = 1e-4;

    readonly BenchmarkCase benchmark;
    readonly SegmentationModel model;
    readonly ListOptimizer optimizer;
    readonly Loss loss;
    readonly OwnedTensor input;
    readonly OwnedTensor labels;
    readonly IWorkRecorder? recorder;
    readonly WholeStep? whole;
    long step;

    /// <summary>Prepares it.</summary>
    /// <param name="benchmark">What is timed.</param>
    /// <param name="device">Where.</param>
    /// <param name="recorded">Whether the whole step is recorded and replayed.</param>
    public StepContender(BenchmarkCase benchmark, Device device, bool recorded)
    {
        this.benchmark = benchmark;
        model = ModelFactory.Create(benchmark.Config, benchmark.Channels, periodicLongitude: true, seed: 1);
        model.MoveTo(device);
        if (benchmark.Narrow) model.ComputeType = ScalarType.BFloat16;
        loss = benchmark.Loss();
        optimizer = new Adam(model.Parameters.Parameters, new AdamWConfig());
        using var scope = TensorScope.Begin();
        long[] fields = [benchmark.Batch, benchmark.Height, benchmark.Width, benchmark.Channels.Length];
        input = Tensor.From<float>(benchmark.Input, fields).Permute(0, 3, 1, 2).Contiguous(MemoryFormat.ChannelsLast).To(device).ToOwned();
        labels = Tensor.From<byte>(benchmark.Labels, fields.AsSpan(0, 3)).To(device).ToOwned();
        if (!recorded) return;
        recorder = device.IsCuda ? new CudaRecorder(device) : new PlainRecorder();
        whole = new(model.Parameters.Parameters, optimizer, _ => Loss(), recorder, device);
    }

    /// <summary>Seconds that the host waited for the device in steps so far.</summary>
    public double Waited { get; private set; }

    /// <summary>One optimizer step as training takes it, the loss read; its loss.</summary>
    public double Train()
    {
        step++;
        model.Pass = new(1, step, [.. Enumerable.Range(0, benchmark.Batch)]);
        if (whole is not null)
        {
            whole.Run(benchmark.Batch, Rate, step, lossScale: 1);
            return Waiting(() => whole.Ask().Loss);
        }
        Autograd.ClearGradients(model.Parameters.Parameters);
        using var scope = TensorScope.Begin();
        var value = Loss();
        value.Backward();
        double norm = Waiting(() => Autograd.GradientNorm(model.Parameters.Parameters));
        if (!double.IsFinite(norm)) throw new InvalidOperationException("The gradient is not finite.");
        optimizer.Step(Rate, step);
        return Waiting(() => value.Item());
    }

    /// <summary>Where the time of a step goes, by layer.</summary>
    /// <param name="passes">Passes that are timed.</param>
    /// <param name="ahead">Keeps the device busy ahead of each.</param>
    public IReadOnlyList<LayerCost> Profile(int passes, Action? ahead)
    {
        model.Pass = new(1, 1, [.. Enumerable.Range(0, benchmark.Batch)]);
        return LayerProfile.Of(model, Loss, passes, ahead);
    }

    public void Dispose()
    {
        whole?.Dispose();
        recorder?.Dispose();
        labels.Dispose();
        input.Dispose();
        optimizer.Dispose();
        model.Dispose();
    }

    Tensor Loss() => loss.Call(model.Call(TensorScope.Current.Import(input)), TensorScope.Current.Import(labels));

    double Waiting(Func<double> ask)
    {
        long start = Stopwatch.GetTimestamp();
        double answer = ask();
        Waited += Stopwatch.GetElapsedTime(start).TotalSeconds;
        return answer;
    }
}
