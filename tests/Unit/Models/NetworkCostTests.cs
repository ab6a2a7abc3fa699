using Rossby.Core;
using Rossby.Models;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class NetworkCostTests
{
    static readonly DeepLabV3PlusResNet50Config published = new();

    // The published count, 43.72 M, holds the scale and shift of a batch norm behind the last stage that the TensorFlow graph makes and never uses.
    const long UnusedPostnorm = 2 * 2048;

    [Fact]
    public void Published_defaults_with_16_channels_have_43_72_M_parameters()
    {
        long parameters = NetworkCost.Parameters(published, 16);
        Assert.Equal(43_714_787, parameters);
        Assert.Equal(43.72, Math.Round((parameters + UnusedPostnorm) / 1e6, 2));
    }

    [Fact]
    public void Published_defaults_with_4_channels_have_43_67_M_parameters() =>
        Assert.Equal(43.67, Math.Round((NetworkCost.Parameters(published, 4) + UnusedPostnorm) / 1e6, 2));

    [Fact]
    public void Published_defaults_need_4_341_TFLOP_forward_at_768_x_1152() =>
        Assert.Equal(4.341, Math.Round(NetworkCost.Flops(published, 16, 768, 1152) / 1e12, 3));

    [Theory]
    [InlineData("encoder.conv1", 50_240, "22.2")]
    [InlineData("encoder.block1", 215_936, "19")]
    [InlineData("encoder.block2", 1_220_608, "33")]
    [InlineData("encoder.block3", 7_102_464, "195")]
    [InlineData("encoder.block4", 14_966_784, "413")]
    [InlineData("aspp", 15_535_104, "415")]
    [InlineData("decoder.low_level", 3_168, "0.34")]
    [InlineData("decoder.up_low", 590_080, "16.3")]
    [InlineData("decoder.refine", 1_291_264, "142.7")]
    [InlineData("decoder.up_full", 1_180_160, "326")]
    [InlineData("decoder.logits", 771, "1.4")]
    public void Each_part_has_the_published_parameters_and_GFLOP(string part, long parameters, string gigaflops)
    {
        var layers = NetworkCost.Layers(published, 16).Where(l => l.Name.StartsWith(part, StringComparison.Ordinal)).ToList();
        Assert.Equal(parameters, layers.Sum(l => l.Parameters));
        // Within one of the last digit of the published figure, some of which were cut and some rounded.
        int digits = gigaflops.Contains('.', StringComparison.Ordinal) ? gigaflops.Length - gigaflops.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        Assert.Equal(double.Parse(gigaflops), layers.Sum(l => l.Flops(768, 1152)) / 1e9, Math.Pow(10, -digits));
    }
}
