using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class LayerGradientTests
{
    static readonly Dictionary<string, Func<ParameterPath, Padding, Module>> Makers = new()
    {
        ["conv stride 2"] = (p, e) => new Conv2d(p, 2, 3, kernel: 3, stride: 2, padding: e),
        ["conv dilation 2"] = (p, e) => new Conv2d(p, 2, 3, kernel: 3, dilation: 2, bias: false, padding: e),
        ["depthwise conv"] = (p, e) => new Conv2d(p, 2, 2, kernel: 3, groups: 2, padding: e),
        ["conv 1x1"] = (p, e) => new Conv2d(p, 2, 3, kernel: 1, padding: e),
        ["transposed conv"] = (p, e) => new ConvTranspose2d(p, 2, 2, padding: e),
        ["doubling"] = (p, e) => new Doubling(p, 2, e),
        ["batch norm"] = (p, _) => new BatchNorm2d(p, 2),
        ["PReLU"] = (p, _) => new PRelu(p, 2),
        ["scale and shift"] = (p, _) => new ScaleAndShift(p, 2),
        ["global context"] = (p, _) => new GlobalContext(p, 2, reduction: 1),
        ["global average pool"] = (_, _) => new GlobalAveragePool(),
        ["bilinear x2"] = (_, e) => new BilinearUpsample(2, e),
        ["max pool"] = (_, e) => new MaxPool2d(3, 2, e),
        ["average pool"] = (_, e) => new AveragePool2d(3, 2, e),
    };

    public static TheoryData<string> Layers => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_of_input_and_weights_equal_finite_differences(string layer)
    {
        foreach (var padding in Enum.GetValues<Padding>())
        {
            using var store = new ParameterStore(seed: 1, dtype: ScalarType.Float64);
            var module = Makers[layer](store.Root / "layer", padding);
            var x = Numbers.Uniform(3, 2, 2, 4, 6);
            Tensor[] inputs = [x, .. store.Parameters.Select((p, i) => Numbers.Uniform(10 + i, [.. p.Shape]))];
            GradientCheck.OfModule(store, module, inputs);
        }
    }

    [Fact]
    public void Gradients_of_a_linear_layer_equal_finite_differences()
    {
        using var store = new ParameterStore(seed: 1, dtype: ScalarType.Float64);
        var module = new Linear(store.Root, 3, 2);
        GradientCheck.OfModule(store, module, [Numbers.Uniform(3, 4, 3), Numbers.Uniform(1, 2, 3), Numbers.Uniform(2, 2)]);
    }
}
