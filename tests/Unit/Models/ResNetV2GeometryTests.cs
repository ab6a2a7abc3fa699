using Rossby.Core;
using Rossby.Models;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class ResNetV2GeometryTests
{
    // What stack_blocks_dense of TF-slim gives: stage 2's last unit still has the rate of the stage, the doubling holds from the next.
    [Theory]
    [InlineData(4, new[] { 1, 2, 4, 8 })]
    [InlineData(8, new[] { 1, 1, 2, 4 })]
    [InlineData(16, new[] { 1, 1, 1, 2 })]
    [InlineData(32, new[] { 1, 1, 1, 1 })]
    public void Strides_become_rates_once_the_output_stride_is_reached(int outputStride, int[] rates)
    {
        var units = ResNetV2Geometry.Units(new() { OutputStride = outputStride });
        Assert.Equal(16, units.Count);
        for (int stage = 1; stage <= 4; stage++) Assert.All(units.Where(u => u.Stage == stage), u => Assert.Equal(rates[stage - 1], u.Rate));
        Assert.Equal(outputStride, units[^1].OutputStride);
    }

    [Fact]
    public void Only_the_last_unit_of_a_stage_has_a_stride()
    {
        var units = ResNetV2Geometry.Units(new() { OutputStride = 32 });
        Assert.Equal([3, 4, 6], units.Where(u => u.Stride == 2).Select(u => u.Index));
    }

    [Fact]
    public void Widths_follow_the_stem()
    {
        var units = ResNetV2Geometry.Units(new() { Width = 16 });
        Assert.Equal([16, 64, 128, 256], units.Where(u => u.Index == 1).Select(u => u.InChannels));
        Assert.Equal(512, units[^1].OutChannels);
    }

    [Fact]
    public void A_rate_over_half_the_shorter_side_of_its_map_is_refused()
    {
        var config = new DeepLabV3PlusResNet50Config { OutputStride = 4, AtrousRates = [2, 4, 6] };
        Assert.Empty(DilationCheck.Check(config, 96, 144));
        // 10 x 15: at most 5.
        var e = Assert.Throws<ConfigException>(() => DilationCheck.Check(config, 40, 60));
        Assert.Equal("$.model.atrousRates[2]: rate 6 on a map of 10 x 15 (input 40 x 60, output stride 4); at most 5, half the shorter side, fits.", Assert.Single(e.Findings));
    }

    [Fact]
    public void A_rate_that_the_encoder_derives_is_remarked_on_and_refused_only_beyond_the_whole_map()
    {
        var config = new DeepLabV3PlusResNet50Config { OutputStride = 4, AtrousRates = [1, 2, 3] };
        Assert.Contains("stage 4 of the encoder has rate 8", DilationCheck.Check(config, 24, 36)[^1], StringComparison.Ordinal);
        var e = Assert.Throws<ConfigException>(() => DilationCheck.Check(config, 24, 28));
        Assert.Contains("$.model.outputStride: stage 4", Assert.Single(e.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_rates_fit_the_published_grid() => Assert.Empty(DilationCheck.Check(new(), 768, 1152));

    // As published: DeepCAM at 192 x 288 has maps of 12 x 18 and rates of 6, 12 and 18.
    [Fact]
    public void Where_zeros_lie_beyond_the_edge_a_large_rate_is_only_remarked_on()
    {
        var published = new DeepLabV3PlusXceptionConfig { Padding = PaddingMode.Zero };
        Assert.Equal(2, RateCheck.Require(published, 192, 288).Count);
        Assert.Equal(2, Assert.Throws<ConfigException>(() => RateCheck.Require(published with { Padding = PaddingMode.Longitude }, 192, 288)).Findings.Count);
        Assert.Empty(RateCheck.Require(published, 768, 1152));
    }
}
