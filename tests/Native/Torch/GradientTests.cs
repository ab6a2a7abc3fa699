using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class GradientTests
{
    static Tensor U(int seed, params long[] shape) => Numbers.Uniform(seed, shape);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 2)]
    public void Convolution(int stride, int dilation, int groups) =>
        GradientCheck.Of(t => t[0].Conv2d(t[1], t[2], stride, dilation, dilation, groups), [U(1, 2, 4, 6, 7), U(2, 4, 4 / groups, 3, 3), U(3, 4)]);

    [Fact]
    public void Convolution_in_channels_last_order() =>
        GradientCheck.Of(t => t[0].Conv2d(t[1], null, 1, 1, 1),
            [U(1, 1, 3, 5, 6).Contiguous(MemoryFormat.ChannelsLast), U(2, 4, 3, 3, 3).Contiguous(MemoryFormat.ChannelsLast)]);

    [Fact]
    public void Transposed_convolution() =>
        GradientCheck.Of(t => t[0].ConvTranspose2d(t[1], t[2], 2, 1, 1), [U(1, 2, 3, 4, 5), U(2, 3, 2, 3, 3), U(3, 2)]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Batch_normalisation(bool training) =>
        GradientCheck.Of(t => t[0].BatchNorm(t[1], t[2], Tensor.Full([3], 0.1, ScalarType.Float64), Tensor.Full([3], 0.5, ScalarType.Float64), training, 0.1, 1e-5),
            [U(1, 2, 3, 4, 5), U(2, 3), U(3, 3)]);

    [Fact]
    public void Bilinear_upsampling() => GradientCheck.Of(t => t[0].UpsampleBilinear2d((8, 10)), [U(1, 2, 2, 4, 5)]);

    [Fact]
    public void Cross_entropy_with_weights_and_ignored_pixels()
    {
        var target = Tensor.From<long>([0, 1, 2, 255, 1, 0], [1, 2, 3]);
        var weight = Tensor.From<double>([0.5, 2, 3], [3]);
        GradientCheck.Of(t => t[0].CrossEntropy(target, weight, Reduction.None, 255), [U(1, 1, 3, 2, 3)]);
    }

    [Theory]
    [InlineData(false, true, MemoryFormat.Contiguous)]
    [InlineData(false, false, MemoryFormat.Contiguous)]
    [InlineData(true, true, MemoryFormat.Contiguous)]
    [InlineData(false, true, MemoryFormat.ChannelsLast)]
    public void Padding_of_a_map(bool latitude, bool longitude, MemoryFormat format) =>
        GradientCheck.Of(t => t[0].PadGrid(1, 2, 3, 2, latitude, longitude), [U(1, 2, 2, 4, 5).Contiguous(format)]);

    [Fact]
    public void Padding_of_the_library()
    {
        GradientCheck.Of(t => t[0].PadCircular(2, 1, 1, 1), [U(1, 1, 2, 4, 5)]);
        GradientCheck.Of(t => t[0].PadReplicate(2, 1, 1, 1), [U(1, 1, 2, 4, 5)]);
    }

    [Fact]
    public void Joining_and_selecting()
    {
        GradientCheck.Of(t => Tensor.Cat(1, t[0], t[1].Roll(1, 2)).Flip(2), [U(1, 2, 2, 3), U(2, 2, 1, 3)]);
        GradientCheck.Of(t => t[0].IndexSelect(1, Tensor.From<long>([2, 0, 2], [3])).Permute(1, 0), [U(1, 2, 3)]);
    }

    [Fact]
    public void Softmax_pools_and_products()
    {
        GradientCheck.Of(t => t[0].Softmax(1), [U(1, 2, 3, 2)]);
        GradientCheck.Of(t => t[0].LogSoftmax(1), [U(1, 2, 3, 2)]);
        GradientCheck.Of(t => t[0].MaxPool2d(3, 2, 1), [U(1, 1, 2, 5, 6)]);
        GradientCheck.Of(t => t[0].AvgPool2d(3, 2, 1), [U(1, 1, 2, 5, 6)]);
        GradientCheck.Of(t => t[0].Linear(t[1], t[2]).Sigmoid(), [U(1, 4, 3), U(2, 2, 3), U(3, 2)]);
    }
}
