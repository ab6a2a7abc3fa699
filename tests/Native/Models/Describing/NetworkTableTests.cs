using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Parameters and operations of the published networks, against the figures of analytic layer walks over the published code.</summary>
[LeakCheck]
public sealed class NetworkTableTests
{
    static readonly Dictionary<string, (ModelConfig Config, int Channels)> Published = new()
    {
        ["DeepCAM"] = (new DeepLabV3PlusXceptionConfig(), 16),
        ["2018 deconv1x"] = (new DeepLabV3PlusResNet50Config(), 16),
        ["2018 deconv1x, 4 channels"] = (new DeepLabV3PlusResNet50Config(), 4),
        ["2018 deconv"] = (new DeepLabV3PlusResNet50Config { Decoder = SegmentationDecoder.Transposed }, 16),
        ["2018 bilinear"] = (new DeepLabV3PlusResNet50Config { Decoder = SegmentationDecoder.Bilinear }, 16),
        ["Tiramisu"] = (new TiramisuConfig(), 16),
        ["Tiramisu on Piz Daint"] = (new TiramisuConfig { Width = 48 }, 4),
        ["CGNet"] = (new CgNetConfig(), 4),
        ["U-Net"] = (new UNetConfig(), 3),
    };

    static NetworkTable Table(string name, int height = 768, int width = 1152) => NetworkTable.Of(Published[name].Config, Published[name].Channels, height, width);

    [Theory]
    [InlineData("DeepCAM", 56_454_720)]
    [InlineData("2018 deconv1x", 43_718_883)]
    [InlineData("CGNet", 494_232)]
    // 31,037,698 with two classes, by the common PyTorch code; 65 more for the third.
    [InlineData("U-Net", 31_037_763)]
    public void Parameters_are_the_published_ones_to_the_last(string name, long parameters) => Assert.Equal(parameters, Table(name).PublishedParameters);

    [Theory]
    [InlineData("2018 deconv1x", 43.72)]
    [InlineData("2018 deconv1x, 4 channels", 43.67)]
    [InlineData("2018 deconv", 42.16)]
    [InlineData("2018 bilinear", 40.39)]
    [InlineData("Tiramisu", 7.80)]
    public void Parameters_are_the_published_ones_in_millions(string name, double millions) =>
        Assert.Equal(millions, Math.Round(Table(name).PublishedParameters / 1e6, 2));

    [Theory]
    [InlineData("DeepCAM", 655.3, 1)]
    [InlineData("2018 deconv1x", 4341, 0)]
    [InlineData("2018 deconv", 1585, 0)]
    [InlineData("2018 bilinear", 1242, 0)]
    [InlineData("Tiramisu", 1396, 0)]
    // The paper's 3.703 TF for a training step, three times the forward pass.
    [InlineData("Tiramisu on Piz Daint", 3703 / 3.0, 0)]
    public void A_forward_pass_at_768_x_1152_takes_the_published_GFLOP(string name, double gigaflops, int digits) =>
        Assert.Equal(Math.Round(gigaflops, digits), Math.Round(Table(name).Flops / 1e9, digits));

    [Theory]
    [InlineData("2018 deconv1x", "encoder.conv1", 50_240, "22.2")]
    [InlineData("2018 deconv1x", "encoder.block1", 215_936, "19")]
    [InlineData("2018 deconv1x", "encoder.block2", 1_220_608, "33")]
    [InlineData("2018 deconv1x", "encoder.block3", 7_102_464, "195")]
    [InlineData("2018 deconv1x", "encoder.block4", 14_966_784, "413")]
    [InlineData("2018 deconv1x", "aspp", 15_535_104, "415")]
    [InlineData("2018 deconv1x", "decoder.low_level", 3_168, "0.34")]
    [InlineData("2018 deconv1x", "decoder.up_low", 590_080, "16.3")]
    [InlineData("2018 deconv1x", "decoder.refine", 1_291_264, "142.7")]
    [InlineData("2018 deconv1x", "decoder.up_full", 1_180_160, "326")]
    [InlineData("2018 deconv1x", "decoder.logits", 771, "1.4")]
    [InlineData("DeepCAM", "xception_features.block1.", 52_800, "14.5")]
    [InlineData("DeepCAM", "xception_features.block2.", 203_904, "14.0")]
    [InlineData("DeepCAM", "xception_features.block3.", 1_452_480, "25.0")]
    [InlineData("DeepCAM", "xception_features.block20.", 3_097_376, "21.4")]
    [InlineData("DeepCAM", "bottleneck.global_avg_pool", 524_800, "0")]
    [InlineData("DeepCAM", "bottleneck.conv", 327_680, "2.3")]
    [InlineData("DeepCAM", "upsample.deconv1", 1_180_672, "20.4")]
    [InlineData("DeepCAM", "upsample.conv1", 1_357_056, "150")]
    [InlineData("DeepCAM", "upsample.deconv2", 590_336, "65.2")]
    [InlineData("DeepCAM", "upsample.last_deconv", 6_912, "3.1")]
    public void Each_part_has_the_published_parameters_and_GFLOP(string name, string part, long parameters, string gigaflops)
    {
        var layers = Table(name).Layers.Where(l => l.Name.StartsWith(part, StringComparison.Ordinal)).ToList();
        Assert.Equal(parameters, layers.Sum(l => l.Parameters));
        // Within one of the last digit of the published figure, some of which were cut and some rounded.
        int digits = gigaflops.Contains('.', StringComparison.Ordinal) ? gigaflops.Length - gigaflops.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        Assert.Equal(double.Parse(gigaflops), layers.Sum(l => l.Flops) / 1e9, Math.Pow(10, -digits));
    }

    [Theory]
    [InlineData("DeepCAM")]
    [InlineData("2018 deconv1x")]
    [InlineData("2018 bilinear")]
    [InlineData("Tiramisu")]
    [InlineData("CGNet")]
    [InlineData("U-Net")]
    public void Every_parameter_belongs_to_one_line_and_a_map_of_four_times_the_cells_costs_four_times_as_much_but_for_the_pooled(string name)
    {
        var (small, large) = (Table(name, 192, 288), Table(name, 384, 576));
        Assert.Equal(small.Parameters, small.Layers.Sum(l => l.Parameters));
        foreach (var (s, l) in small.Layers.Zip(large.Layers)) Assert.Equal(s is { Height: 1, Width: 1 } ? s.Flops : 4 * s.Flops, l.Flops);
        Assert.Equal((192, 288, 3), (small.Layers[^1].Height * (name is "CGNet" ? 8 : name is "2018 bilinear" ? 4 : 1), small.Layers[^1].Width * (name is "CGNet" ? 8 : name is "2018 bilinear" ? 4 : 1), small.Layers[^1].Channels));
    }

    [Fact]
    public void A_size_that_the_network_does_not_take_is_refused() =>
        Assert.Contains("multiples of 16", Assert.Throws<UsageException>(() => Table("DeepCAM", 768, 1150)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("fp32", ScalarType.Float32)]
    [InlineData("bf16", ScalarType.BFloat16)]
    [InlineData("fp16", ScalarType.Float16)]
    public void Every_layer_of_every_network_computes_in_the_precision_that_was_asked_for(string precision, ScalarType type)
    {
        foreach (var (config, channels) in Published.Values)
        {
            var table = NetworkTable.Of(config, channels, 192, 288, Enum.Parse<Precision>(precision, ignoreCase: true));
            Assert.All(table.Layers, layer => Assert.Equal(type, layer.Type));
        }
    }
}
