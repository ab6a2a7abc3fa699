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
        var passes = new DropoutPasses(store.Root / "dropout");
        var dropout = new Dropout(store.Root / "layer", 0.2, passes);
        passes.Begin();
        float[] y = Tensor.Ones([1, 10, 100, 100]).Apply(dropout).ToArray<float>();
        // 100,000 draws: four standard errors are 0.005.
        Assert.Equal(0.2, y.Count(v => v == 0) / 1e5, 0.005);
        Assert.All(y, v => Assert.True(v is 0 or 1.25f));
        store.Training = false;
        Assert.All(Tensor.Ones([1, 1, 4, 4]).Apply(dropout).ToArray<float>(), v => Assert.Equal(1, v));
    }

    [Fact]
    public void Masks_differ_by_pass_and_layer_and_are_those_of_a_run_taken_up_later()
    {
        float[][] Passes(int skip, string layer)
        {
            using var store = new ParameterStore(1);
            var passes = new DropoutPasses(store.Root / "dropout");
            var dropout = new Dropout(store.Root / layer, 0.5, passes);
            store.Find("dropout.passes")!.Assign(Tensor.Full([], skip, ScalarType.Int64));
            return [.. Enumerable.Range(0, 2).Select(_ =>
            {
                passes.Begin();
                return Tensor.Ones([1, 2, 8, 8]).Apply(dropout).ToArray<float>();
            })];
        }

        var whole = Passes(0, "a");
        Assert.NotEqual(whole[0], whole[1]);
        Assert.NotEqual(whole[0], Passes(0, "b")[0]);
        Assert.Equal(whole[1], Passes(1, "a")[0]);
    }

    [Fact]
    public void Training_reaches_every_parameter()
    {
        using var store = new ParameterStore(1);
        var network = new Tiramisu(store.Root, Small with { BatchNorm = NormMode.On }, 3, 3, Padding.Longitude);
        var x = Numbers.Uniform(1, 2, 3, 16, 24).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);
        new WeightedCrossEntropy([1, 1, 1]).Call(x.Apply(network), Tensor.Zeros([2, 16, 24], ScalarType.UInt8)).Backward();
        Assert.All(store.Parameters, p => Assert.NotNull(p.Gradient));
    }
}
