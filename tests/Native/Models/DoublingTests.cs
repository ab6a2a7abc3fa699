using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class DoublingTests
{
    // TensorFlow's conv2d_transpose with SAME padding for stride 2 is the full transposed convolution without its last row and column.
    [Fact]
    public void It_is_the_transposed_convolution_of_TensorFlow_and_so_are_its_gradients()
    {
        using var store = new ParameterStore(1, dtype: ScalarType.Float64);
        var doubling = new Doubling(store.Root / "up", 5, Padding.Zero);
        var (weight, bias) = (store.Find("up.weight")!, store.Find("up.bias")!);
        using var scope = TensorScope.Begin();
        bias.Assign(Numbers.Uniform(3, 5));
        var x = Numbers.Uniform(1, 2, 5, 7, 6).SetRequiresGrad();
        var expected = x.ConvTranspose2d(weight.Value, bias.Value, stride: 2, padding: 0, outputPadding: 0).Narrow(2, 0, 14).Narrow(3, 0, 12);
        var actual = x.Apply(doubling);
        Close(expected, actual);
        var seed = Numbers.Uniform(2, 2, 5, 14, 12);
        var e = Autograd.GradientsOf((expected * seed).Sum(), x, weight.Value, bias.Value);
        var a = Autograd.GradientsOf((actual * seed).Sum(), x, weight.Value, bias.Value);
        for (int i = 0; i < e.Length; i++) Close(e[i], a[i]);
    }

    static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True((expected - actual).Abs().Max().Item() < 1e-12);
    }
}
