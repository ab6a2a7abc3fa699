using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class TensorOperationTests
{
    static Tensor D(double[] values, params long[] shape) => Tensor.From<double>(values, shape);

    static void Same(double[] expected, Tensor actual, double tolerance = 1e-14)
    {
        double[] values = actual.To(ScalarType.Float64).ToArray<double>();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], tolerance);
    }

    [Fact]
    public void Arithmetic_broadcasts_and_follows_the_operators()
    {
        var a = D([1, 2, 3, 4, 5, 6], 2, 3);
        var b = D([10, 20, 30], 3);
        Same([11, 22, 33, 14, 25, 36], a + b);
        Same([-9, -18, -27, -6, -15, -24], a - b);
        Same([10, 40, 90, 40, 100, 180], a * b);
        Same([0.1, 0.1, 0.1, 0.4, 0.25, 0.2], a / b);
        Same([21, 42, 63, 24, 45, 66], a.Add(b, 2));
        Same([0.5, 1, 1.5, 2, 2.5, 3], a / 2);
        Same([-1, -2, -3, -4, -5, -6], -a);
        Same([3, 5, 7, 9, 11, 13], a * 2 + 1);
    }

    [Fact]
    public void Functions_have_the_values_of_their_formulas()
    {
        double[] x = [-2, -0.5, 0, 0.5, 2];
        var t = D(x, 5);
        Same([0, 0, 0, 0.5, 2], t.Relu());
        Same([.. x.Select(v => 1 / (1 + Math.Exp(-v)))], t.Sigmoid());
        Same([.. x.Select(Math.Exp)], t.Exp());
        Same([.. x.Select(v => Math.Log(v * v + 1))], (t * t + 1).Log());
        Same([.. x.Select(v => Math.Sqrt(Math.Abs(v)))], t.Abs().Sqrt());
        Same([4, 0.25, 0, 0.25, 4], t.Pow(2));
        Same([-1, -0.5, 0, 0.5, 1], t.Clamp(-1, 1));
        double sum = x.Sum(Math.Exp);
        Same([.. x.Select(v => Math.Exp(v) / sum)], t.Softmax(0));
        Same([.. x.Select(v => v - Math.Log(sum))], t.LogSoftmax(0));
    }

    [Fact]
    public void Writing_in_place_changes_the_tensor_itself()
    {
        var a = D([1, -2, 3], 3);
        a.AddInPlace(D([1, 1, 1], 3), 2).MultiplyInPlace(2).MultiplyInPlace(D([1, -1, 1], 3)).AddInPlace(-1).ReluInPlace();
        Same([5, 0, 9], a);
        Same([7, 8, 9], a.CopyInPlace(Tensor.From<float>([7, 8, 9], [3])));
        Same([0, 0, 0], a.ZeroInPlace());
    }

    [Fact]
    public void Comparisons_and_missing_values()
    {
        var a = D([1, double.NaN, 3], 3);
        Assert.Equal([false, true, false], a.IsNaN().ToArray<bool>());
        Assert.Equal([true, false, true], a.IsNaN().Not().ToArray<bool>());
        Same([1, -7, 3], a.NaNToNum(-7));
        Same([1, 0, 3], Tensor.Where(a.IsNaN(), Tensor.Zeros([3], ScalarType.Float64), a));
        Assert.Equal([false, false, true], a.Compare(Relation.Greater, 2).ToArray<bool>());
        Assert.Equal([true, false, true], a.Compare(Relation.Equal, a).ToArray<bool>());
        Assert.Equal([true, false, false], a.Compare(Relation.GreaterOrEqual, 1).And(a.Compare(Relation.Less, 3)).ToArray<bool>());
        Same([2, 2, 3], D([1, 2, 3], 3).Maximum(D([2, 2, 2], 3)));
    }

    [Fact]
    public void Reductions_over_some_or_all_dimensions()
    {
        var a = D([1, 2, 3, 4, 5, 60], 2, 3);
        Same([75], a.Sum());
        Same([5, 7, 63], a.Sum([0]));
        Same([2, 23], a.Mean([1]));
        Assert.Equal([2, 1], a.Mean([1], keepDims: true).Shape);
        Same([60], a.Max());
        Same([3, 60], a.Max([1]));
        Assert.Equal([2L, 2L], a.ArgMax(1).ToArray<long>());
        Assert.Equal(12.5, a.Mean().Item());
    }

    [Fact]
    public void Shapes_change_without_changing_values()
    {
        var a = D([0, 1, 2, 3, 4, 5], 2, 3);
        Same([0, 3, 1, 4, 2, 5], a.Permute(1, 0));
        Assert.Equal([3, 2], a.Reshape(3, -1).Shape);
        Same([1, 2, 4, 5], a.Narrow(1, 1, 2));
        Same([0, 2, 3, 5], a.Slice(1, 0, 3, 2));
        Same([3, 4, 5, 0, 1, 2], a.IndexSelect(0, Tensor.From<long>([1, 0], [2])));
        Same([2, 3], a.Gather(1, Tensor.From<long>([2, 0], [2, 1])));
        Same([2, 1, 0, 5, 4, 3], a.Flip(1));
        Same([2, 0, 1, 5, 3, 4], a.Roll(1, 1));
        Same([0, 1, 2, 3, 4, 5, 9, 9, 9], Tensor.Cat(0, a, Tensor.Full([1, 3], 9, ScalarType.Float64)));
        Assert.Equal([2, 1, 3], a.Unsqueeze(1).Shape);
        Assert.Equal([2, 3], a.Unsqueeze(1).Squeeze(1).Shape);
        Same([0, 1, 2, 0, 1, 2], a.Narrow(0, 0, 1).Expand(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Narrow(1, 2, 2));
    }

    [Fact]
    public void Margins_come_from_where_they_should()
    {
        var a = D([1, 2, 3, 4], 1, 1, 2, 2);
        Same([0, 1, 2, 0, 3, 4], a.PadConstant([1, 0]));
        Same([2, 1, 2, 1, 4, 3, 4, 3], a.PadCircular(1, 1, 0, 0));
        Same([1, 1, 2, 2, 3, 3, 4, 4], a.PadReplicate(1, 1, 0, 0));
        // Latitude replicated, longitude periodic.
        Same([2, 1, 2, 1, 2, 1, 2, 1, 4, 3, 4, 3, 4, 3, 4, 3], a.PadGrid(1, 1, 1, 1, false, true));
    }

    [Theory]
    [InlineData(true, MemoryFormat.Contiguous)]
    [InlineData(false, MemoryFormat.Contiguous)]
    [InlineData(true, MemoryFormat.ChannelsLast)]
    [InlineData(false, MemoryFormat.ChannelsLast)]
    public void Our_padding_equals_the_librarys_and_keeps_the_memory_format(bool periodic, MemoryFormat format)
    {
        var x = Numbers.Uniform(3, 2, 3, 5, 6).Contiguous(format);
        var ours = x.PadGrid(1, 2, 3, 4, false, periodic);
        var wide = periodic ? x.PadCircular(3, 4, 0, 0) : x.PadReplicate(3, 4, 0, 0);
        Assert.Equal(wide.PadReplicate(0, 0, 1, 2).ToArray<double>(), ours.ToArray<double>());
        Assert.Equal(x.PadCircular(3, 4, 1, 2).ToArray<double>(), x.PadGrid(1, 2, 3, 4, true, true).ToArray<double>());
        Assert.True(ours.IsContiguous(format));
    }

    [Fact]
    public void A_convolution_is_the_sum_that_defines_it()
    {
        const int stride = 2, padding = 1, dilation = 2;
        var x = Numbers.Uniform(1, 1, 2, 7, 9);
        var w = Numbers.Uniform(2, 3, 2, 3, 3);
        double[] xs = x.ToArray<double>(), ws = w.ToArray<double>();
        var y = x.Conv2d(w, D([0.5, -1, 2], 3), stride, padding, dilation);
        Assert.Equal([1, 3, 3, 4], y.Shape);
        double[] ys = y.ToArray<double>(), bias = [0.5, -1, 2];
        for (int d = 0; d < 3; d++)
        for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
        {
            double sum = bias[d];
            for (int c = 0; c < 2; c++)
            for (int k = 0; k < 3; k++)
            for (int l = 0; l < 3; l++)
            {
                int h = i * stride - padding + k * dilation, v = j * stride - padding + l * dilation;
                if (h is >= 0 and < 7 && v is >= 0 and < 9) sum += xs[(c * 7 + h) * 9 + v] * ws[((d * 2 + c) * 3 + k) * 3 + l];
            }
            Assert.Equal(sum, ys[(d * 3 + i) * 4 + j], 1e-13);
        }
    }

    [Fact]
    public void Pools_take_the_largest_or_the_mean_of_each_window()
    {
        var x = D([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 1, 1, 4, 4);
        Same([6, 8, 14, 16], x.MaxPool2d(2, 2, 0));
        Same([3.5, 5.5, 11.5, 13.5], x.AvgPool2d(2, 2, 0));
        // Windows that reach outside count only the cells inside.
        Same([3.5, 5.5, 11.5, 13.5], x.AvgPool2d(3, 3, 1));
        Same([8.5], x.AdaptiveAvgPool2d(1));
    }

    [Fact]
    public void Bilinear_interpolation_is_exact_for_a_plane_away_from_the_edges()
    {
        var x = D([.. Enumerable.Range(0, 20).Select(i => (double)(i % 5) + 10 * (i / 5))], 1, 1, 4, 5);
        double[] y = x.UpsampleBilinear2d((8, 10)).ToArray<double>();
        for (int i = 1; i < 7; i++)
        for (int j = 1; j < 9; j++)
            Assert.Equal((j + 0.5) / 2 - 0.5 + 10 * ((i + 0.5) / 2 - 0.5), y[i * 10 + j], 1e-12);
    }

    [Fact]
    public void Batch_normalisation_uses_the_batch_in_training_and_moves_the_running_moments()
    {
        var x = D([1, 2, 3, 4, 10, 20, 30, 40], 2, 2, 2, 1);
        var mean = Tensor.Zeros([2], ScalarType.Float64);
        var variance = Tensor.Ones([2], ScalarType.Float64);
        // Channel 0 holds 1, 2, 10, 20; channel 1 holds 3, 4, 30, 40.
        var y = x.BatchNorm(null, null, mean, variance, training: true, momentum: 0.1, epsilon: 1e-5);
        const double m0 = 8.25, v0 = (7.25 * 7.25 + 6.25 * 6.25 + 1.75 * 1.75 + 11.75 * 11.75) / 4;
        Same([(1 - m0) / Math.Sqrt(v0 + 1e-5)], y.Reshape(-1).Narrow(0, 0, 1));
        Same([0.1 * m0, 0.1 * 19.25], mean);
        Same([0.9 + 0.1 * v0 * 4 / 3], variance.Narrow(0, 0, 1));
        var z = x.BatchNorm(null, null, mean, variance, training: false, momentum: 0.1, epsilon: 0);
        Same([(1 - 0.1 * m0) / Math.Sqrt(0.9 + 0.1 * v0 * 4 / 3)], z.Reshape(-1).Narrow(0, 0, 1));
    }

    [Fact]
    public void Cross_entropy_weights_classes_and_leaves_out_ignored_pixels()
    {
        var logits = D([1, 2, 0, 3, -1, 0.5], 1, 3, 1, 2);
        var target = Tensor.From<long>([2, 255], [1, 1, 2]);
        var weight = D([1, 1, 4], 3);
        double ce = Math.Log(Math.Exp(1) + Math.Exp(0) + Math.Exp(-1)) + 1;
        Same([4 * ce, 0], logits.CrossEntropy(target, weight, Reduction.None, 255));
        Same([4 * ce], logits.CrossEntropy(target, weight, Reduction.Sum, 255));
        Same([ce], logits.CrossEntropy(target, weight, Reduction.Mean, 255));
    }

    [Fact]
    public void Types_and_places_convert()
    {
        var a = Tensor.From<float>([1.5f, -2.25f], [2]);
        Assert.Equal(ScalarType.BFloat16, a.To(ScalarType.BFloat16).DType);
        Same([1.5, -2.25], a.To(ScalarType.BFloat16));
        Same([1.5, -2.25], a.To(ScalarType.Float16));
        Assert.Equal([1L, -2L], a.To(ScalarType.Int64).ToArray<long>());
        Assert.Equal(Device.Cpu, a.To(Device.Cpu).Device);
        Assert.Throws<TorchException>(() => a.To(new Device("marzipan:0")));
        Same([0, 2, 4], Tensor.Arange(0, 6, 2));
        Same([3, 7], D([1, 2, 3, 4], 2, 2).MatMul(D([1, 1], 2)));
        Same([13, 27], D([1, 2, 3, 4], 2, 2).Linear(D([1, 1], 1, 2), D([10], 1)) * 1 + D([0, 10], 2, 1));
    }
}
