using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class WeightedCrossEntropyTests
{
    [Fact]
    public void It_is_the_mean_over_valid_pixels_of_the_weighted_cross_entropy()
    {
        double[] weights = [1, 2.5, 1.7];
        byte[] labels = [0, 1, 2, 255, 255, 1, 0, 2, 2, 0, 1, 255];
        var logits = Numbers.Uniform(4, 2, 3, 2, 3);
        double[] z = logits.ToArray<double>();
        double sum = 0;
        int valid = 0;
        for (int b = 0; b < 2; b++)
        for (int i = 0; i < 6; i++)
        {
            int y = labels[b * 6 + i];
            if (y == 255) continue;
            double normaliser = 0;
            for (int c = 0; c < 3; c++) normaliser += Math.Exp(z[(b * 3 + c) * 6 + i]);
            sum += weights[y] * (Math.Log(normaliser) - z[(b * 3 + y) * 6 + i]);
            valid++;
        }
        var loss = new WeightedCrossEntropy(weights);
        Assert.Equal(sum / valid, loss.Call(logits, Tensor.From<byte>(labels, [2, 2, 3])).Item(), 1e-13);
        var narrow = logits.To(ScalarType.BFloat16).Contiguous(MemoryFormat.ChannelsLast);
        Assert.Equal(ScalarType.Float32, loss.Call(narrow, Tensor.From<byte>(labels, [2, 2, 3])).DType);
        Assert.Equal(sum / valid, loss.Call(narrow, Tensor.From<byte>(labels, [2, 2, 3])).Item(), 0.01);
    }

    [Fact]
    public void Without_a_valid_pixel_loss_and_gradient_are_zero()
    {
        var logits = Numbers.Uniform(4, 1, 3, 2, 2).SetRequiresGrad();
        var loss = new WeightedCrossEntropy([1, 1, 1]).Call(logits, Tensor.Full([1, 2, 2], 255, ScalarType.UInt8));
        loss.Backward();
        Assert.Equal(0, loss.Item());
        Assert.All(logits.Gradient!.ToArray<double>(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new WeightedCrossEntropy([1, 1, 1]).Call(Tensor.Zeros([1, 4, 2, 2]), Tensor.Zeros([1, 2, 2], ScalarType.UInt8)));
        Assert.Contains("[B, 3, H, W]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[1, 4, 2, 2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_follow_the_frequencies_and_an_absent_class_gets_none()
    {
        // The weights that MLPerf HPC DeepCAM computes from the frequencies of its training set.
        double[] weights = ClassWeights.FromFrequencies([0.986267818390377, 0.0004578708870701058, 0.01327431072255291]);
        Assert.Equal([1.00173, 2.61461, 1.71642], weights.Select(w => Math.Round(w, 5)));
        Assert.Equal([1, 0], ClassWeights.FromFrequencies([1, 0]));
    }
}
