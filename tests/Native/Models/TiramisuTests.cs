using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class TiramisuTests
{
    static readonly TiramisuConfig Small = new() { Layers = [1, 2, 2], Growth = 4, Width = 4 };

    [Fact]
    public void Dropout_drops_its_share_and_keeps_the_mean()
    {
        using var store = new ParameterStore(1);
        var dropout = new Dropout(store.Root / "layer", 0.2);
        store.Pass = new(1, 1, [0]);
        float[] y = Tensor.Ones([1, 10, 100, 100]).Apply(dropout).ToArray<float>();
        // 100,000 draws: four standard errors are 0.005.
        Assert.Equal(0.2, y.Count(v => v == 0) / 1e5, 0.005);
        Assert.All(y, v => Assert.True(v is 0 or 1.25f));
        store.Training = false;
        Assert.All(Tensor.Ones([1, 1, 4, 4]).Apply(dropout).ToArray<float>(), v => Assert.Equal(1, v));
    }

    [Fact]
    public void A_samples_mask_differs_by_step_layer_and_sample_and_not_by_the_batch_around_it()
    {
        using var store = new ParameterStore(1);
        float[] Mask(string layer, long step, params int[] samples)
        {
            store.Pass = new(1, step, samples);
            return Tensor.Ones([samples.Length, 2, 8, 8], format: MemoryFormat.ChannelsLast).Apply(new Dropout(store.Root / layer, 0.5)).ToArray<float>();
        }

        float[] one = Mask("a", 1, 7);
        Assert.NotEqual(one, Mask("a", 2, 7));
        Assert.NotEqual(one, Mask("b", 1, 7));
        Assert.NotEqual(one, Mask("a", 1, 8));
        Assert.Equal(one, Mask("a", 1, 3, 7)[128..]);
        Assert.Equal(one, Mask("a", 1, 7, 3, 4)[..128]);
    }

    [Fact]
    public void Training_without_saying_which_step_is_refused()
    {
        using var store = new ParameterStore(1);
        var dropout = new Dropout(store.Root / "a", 0.5);
        Assert.Throws<InvalidOperationException>(() => Tensor.Ones([1, 1, 4, 4]).Apply(dropout));
    }

    [Fact]
    public void Training_reaches_every_parameter()
    {
        using var store = new ParameterStore(1);
        var network = new Tiramisu(store.Root, Small with { BatchNorm = NormMode.On }, 3, 3, Padding.Longitude);
        store.Pass = new(1, 1, [0, 1]);
        var x = Numbers.Uniform(1, 2, 3, 16, 24).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);
        new WeightedCrossEntropy([1, 1, 1]).Call(x.Apply(network), Tensor.Zeros([2, 16, 24], ScalarType.UInt8)).Backward();
        Assert.All(store.Parameters, p => Assert.NotNull(p.Gradient));
    }
}
