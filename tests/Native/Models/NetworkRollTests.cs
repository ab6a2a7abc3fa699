using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class NetworkRollTests
{
    static readonly DeepLabV3PlusResNet50Config ResNet = new()
    {
        Width = 4, Units = [1, 1, 1, 1], AtrousRates = [1, 2, 3], DecoderWidth = 8, LowLevelWidth = 4, FullResolutionWidths = [4, 6],
    };

    // Narrow networks; every layer is there.
    static readonly Dictionary<string, (int Stride, Func<ParameterPath, Padding, Module> Make)> Makers = new()
    {
        ["deeplabv3plus-xception"] = (16, (p, e) => new DeepLabV3PlusXception(p, new() { Width = 4, MiddleBlocks = 2, AtrousRates = [1, 2, 3], DecoderWidth = 8, LowLevelWidth = 4 }, 3, 3, e)),
        ["deeplabv3plus-resnet50, deconv"] = (8, (p, e) => new DeepLabV3PlusResNet50(p, ResNet with { Decoder = SegmentationDecoder.Transposed }, 3, 3, e)),
        ["deeplabv3plus-resnet50, bilinear"] = (8, (p, e) => new DeepLabV3PlusResNet50(p, ResNet with { Decoder = SegmentationDecoder.Bilinear }, 3, 3, e)),
        ["deeplabv3plus-resnet50, without norms"] = (8, (p, e) => new DeepLabV3PlusResNet50(p, ResNet with { BatchNorm = NormMode.Off }, 3, 3, e)),
        ["tiramisu"] = (4, (p, e) => new Tiramisu(p, new() { Layers = [1, 2, 2], Growth = 4, Width = 4, Dropout = 0 }, 3, 3, e)),
        ["unet"] = (8, (p, e) => new UNet(p, new() { Width = 4, Levels = 3 }, 3, 3, e)),
        ["cgnet"] = (8, (p, e) => new CgNet(p, new() { Width = 4, Blocks = [2, 3] }, 3, 3, e)),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_roll_by_a_multiple_of_the_output_stride_rolls_the_logits(string name)
    {
        var (stride, make) = Makers[name];
        using var store = new ParameterStore(1, dtype: ScalarType.Float64);
        var network = make(store.Root, Padding.Longitude);
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        var x = Numbers.Uniform(1, 2, 3, 64, 96).Contiguous(MemoryFormat.ChannelsLast);
        foreach (bool training in new[] { true, false })
        {
            store.Training = training;
            foreach (long shift in new[] { stride, 3 * stride })
            {
                var rolledAfter = x.Apply(network).Roll(shift, 3);
                var rolledBefore = x.Roll(shift, 3).Apply(network);
                Assert.True((rolledAfter - rolledBefore).Abs().Max().Item() < 1e-10 * rolledAfter.Abs().Max().Item());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Zero_padding_sees_the_seam(string name)
    {
        var (stride, make) = Makers[name];
        using var store = new ParameterStore(1, dtype: ScalarType.Float64);
        var network = make(store.Root, Padding.Zero);
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        var x = Numbers.Uniform(1, 1, 3, 64, 96);
        var y = x.Apply(network);
        Assert.True((y.Roll(2 * stride, 3) - x.Roll(2 * stride, 3).Apply(network)).Abs().Max().Item() > 1e-4 * y.Abs().Max().Item());
    }
}
