using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Tests.Native;

/// <summary>One of our networks in the state that a golden file describes.</summary>
sealed class GoldenNetwork : IDisposable
{
    readonly Module network;
    readonly Loss loss;
    readonly GoldenFile golden;
    readonly byte[] labels;

    public GoldenNetwork(GoldenFile golden, ScalarType dtype)
    {
        this.golden = golden;
        Store = new(seed: null, dtype: dtype);
        long[] shape = golden.InputShape;
        (network, loss) = golden.Model switch
        {
            "deepcam-xception" => (
                (Module)new DeepLabV3PlusXception(Store.Root, new(), (int)shape[1], 3, Padding.Zero),
                (Loss)new WeightedCrossEntropy(ClassWeights.FromFrequencies([0.986267818390377, 0.0004578708870701058, 0.01327431072255291]))),
            "climatenet-cgnet" => (new CgNet(Store.Root, new(), (int)shape[1], 3, Padding.Torus), new ClimateNetJaccardLoss()),
            _ => throw new NotSupportedException($"No network of ours is {golden.Model}."),
        };
        labels = GoldenNumbers.Labels(golden.Seed, shape[0] * shape[2] * shape[3]);
        GoldenNumbers.Fill(Store, golden.Seed);
    }

    public ParameterStore Store { get; }

    /// <summary>Logits in float64, loss, and what MLPerf's metric says of them.</summary>
    public (double[] Logits, double Loss, double Iou) Evaluate()
    {
        Store.Training = false;
        using var noGrad = Autograd.NoGrad();
        using var scope = TensorScope.Begin();
        var logits = Input().Apply(network);
        return (logits.To(ScalarType.Float64).ToArray<double>(), loss.Call(logits, Labels()).Item(), Iou(logits.ArgMax(1).ToArray<long>()));
    }

    /// <summary>A training pass: logits in float64, loss; the gradients are left in the parameters.</summary>
    /// <param name="narrow">The type of the maps, where it is not the parameters'.</param>
    public (double[] Logits, double Loss) Train(ScalarType? narrow = null)
    {
        Store.Training = true;
        using var scope = TensorScope.Begin();
        Autograd.ClearGradients(Store.Parameters);
        var logits = Input().To(narrow ?? Store.DType).Apply(network);
        var value = loss.Call(logits, Labels());
        value.Backward();
        return (logits.To(ScalarType.Float64).ToArray<double>(), value.Item());
    }

    public double GradientNorm(string name)
    {
        using var scope = TensorScope.Begin();
        return Math.Sqrt(Store.Find(name)!.Gradient!.To(ScalarType.Float64).Pow(2).Sum().Item());
    }

    public void Dispose() => Store.Dispose();

    Tensor Input() => GoldenNumbers.Input(golden.Seed, golden.InputShape).To(Store.DType).Contiguous(MemoryFormat.ChannelsLast);

    Tensor Labels() => Tensor.From<byte>(labels, [golden.InputShape[0], golden.InputShape[2], golden.InputShape[3]]);

    double Iou(long[] predicted)
    {
        int samples = (int)golden.InputShape[0], cells = labels.Length / samples;
        float sum = Enumerable.Range(0, samples).Sum(sample =>
        {
            var matrix = new ConfusionMatrix(SegmentationClass.Count);
            for (int i = sample * cells; i < (sample + 1) * cells; i++) matrix.Add(labels[i], (int)predicted[i]);
            return matrix.MlperfIntersectionOverUnion();
        });
        return sum / samples;
    }
}
