using System.Globalization;
using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Native;
using Rossby.Torch;

namespace Rossby.Benchmarks.Gpu;

/// <summary>A published network on a device against what its golden file says, within the bounds of tests/Native/Models/Golden.</summary>
internal sealed class GoldenCheck : IDisposable
{
    readonly JsonDocument golden;
    readonly SegmentationModel model;
    readonly Loss loss;
    readonly string seed;
    readonly long[] shape;

    /// <summary>The network in the file's state.</summary>
    public GoldenCheck(string file, Device device, bool narrow)
    {
        golden = JsonDocument.Parse(File.ReadAllText(file));
        seed = golden.RootElement.GetProperty("seed").GetString()!;
        shape = [.. golden.RootElement.GetProperty("input").EnumerateArray().Select(e => e.GetInt64())];
        bool isCgNet = golden.RootElement.GetProperty("model").GetString() == "climatenet-cgnet";
        ModelConfig config = isCgNet ? new CgNetConfig { Padding = PaddingMode.Torus } : new DeepLabV3PlusXceptionConfig { Padding = PaddingMode.Zero };
        loss = isCgNet ? new ClimateNetJaccardLoss() : new WeightedCrossEntropy(ClassWeights.FromFrequencies([0.986267818390377, 0.0004578708870701058, 0.01327431072255291]));
        model = ModelFactory.Create(config, [.. Enumerable.Range(0, (int)shape[1]).Select(Channel)], periodicLongitude: true, seed: null);
        GoldenNumbers.Fill(model.Parameters, seed);
        using var scope = TensorScope.Begin();
        // The input comes normalised.
        model.Parameters.Find("input.mean")!.Assign(Tensor.Zeros([shape[1]]));
        model.Parameters.Find("input.std")!.Assign(Tensor.Ones([shape[1]]));
        model.MoveTo(device);
        if (narrow) model.ComputeType = ScalarType.BFloat16;
    }

    /// <summary>Whether all is within its bound; says each distance.</summary>
    public bool Run()
    {
        bool narrow = model.ComputeType != ScalarType.Float32, within = true;
        void Hold(string what, double off, double most)
        {
            within &= off <= most;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-28} {off:E2}, at most {most:E0}{(off <= most ? "" : "  <- beyond")}"));
        }

        if (!narrow)
        {
            model.Training = false;
            using var noGrad = Autograd.NoGrad();
            using var evaluating = TensorScope.Begin();
            var (logits, value) = Pass();
            Hold("logits in evaluation", Logits("eval").Distance(logits), 1e-4);
            Hold("loss in evaluation", Off(Loss("eval"), value.Item()), 1e-5);
        }
        model.Training = true;
        using var scope = TensorScope.Begin();
        var (trained, minimised) = Pass();
        minimised.Backward();
        if (!narrow) Hold("logits in training", Logits("train").Distance(trained), 1e-3);
        Hold("loss in training", Off(Loss("train"), minimised.Item()), narrow ? 2e-2 : 1e-5);
        double[] norms = [.. golden.RootElement.GetProperty("train").GetProperty("grad_l2").EnumerateObject().Select(g => Off(g.Value.GetDouble(), Norm(g.Name))).Order()];
        Hold("median gradient norm", norms[norms.Length / 2], narrow ? 6e-2 : 1e-3);
        if (!narrow) Hold("worst gradient norm", norms[^1], 1e-2);
        return within;
    }

    public void Dispose()
    {
        model.Dispose();
        golden.Dispose();
    }

    (double[] Logits, Tensor Loss) Pass()
    {
        var x = GoldenNumbers.Input(seed, shape).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast).To(model.Device);
        var labels = Tensor.From<byte>(GoldenNumbers.Labels(seed, shape[0] * shape[2] * shape[3]), [shape[0], shape[2], shape[3]], model.Device);
        var logits = model.Call(x);
        return (logits.To(ScalarType.Float64).ToArray<double>(), loss.Call(logits, labels));
    }

    GoldenLogits Logits(string pass) => GoldenLogits.Of(golden.RootElement.GetProperty(pass).GetProperty("logits"));

    double Loss(string pass) => golden.RootElement.GetProperty(pass).GetProperty("loss").GetDouble();

    double Norm(string name) => Math.Sqrt(model.Parameters.Find(name)!.Gradient!.To(ScalarType.Float64).Pow(2).Sum().Item());

    static double Off(double expected, double actual) => Math.Abs(actual - expected) / Math.Abs(expected);

    static ChannelStatistics Channel(int c) => new() { Name = $"{c}", LongName = "", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -2, Maximum = 2, MissingShare = 0 };
}
