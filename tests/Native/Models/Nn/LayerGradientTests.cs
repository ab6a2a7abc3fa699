using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class LayerGradientTests
{
    [Theory]
    [InlineData(Padding.Zero)]
    [InlineData(Padding.Longitude)]
    [InlineData(Padding.Replicate)]
    [InlineData(Padding.Torus)]
    public void Gradients_of_layers_equal_finite_differences(Padding padding)
    {
        using var store = new ParameterStore(seed: 1, dtype: ScalarType.Float64);
        var conv = new Conv2d(store.Root / "conv", 2, 3, kernel: 3, stride: 2, padding: padding);
        var up = new ConvTranspose2d(store.Root / "up", 2, 2, padding: padding);
        var norm = new BatchNorm2d(store.Root / "bn", 2);
        var bilinear = new BilinearUpsample(2, padding);
        var pool = new MaxPool2d(3, 2, padding);
        foreach (var module in (Module[])[conv, up, norm, bilinear, pool])
            GradientCheck.Of(t => t[0].Apply(module), [Numbers.Uniform(3, 1, 2, 4, 6)]);
    }
}
