using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Our own loops over float32 and bfloat16 maps against libtorch's operations in float64, values and gradients.</summary>
[LeakCheck(InScope = true)]
public sealed class MapKernelTests
{
    // Whole vectors of 64 and of 16 channels, and rests.
    public static TheoryData<int> Channels => [1, 3, 16, 20, 64, 91];

    // Sums of some hundred float32 numbers of order one. A bfloat16 has 8 bits: a result of up to 8, summed in float32, is rounded by 1/64.
    static double Tolerance(ScalarType type) => type == ScalarType.Float32 ? 2e-5 : 3e-2;

    static readonly ScalarType[] types = [ScalarType.Float32, ScalarType.BFloat16];

    // What is stored in the narrow type, in both.
    static Tensor Map(int seed, ScalarType type, params long[] shape) => Numbers.Uniform(seed, shape).To(type).Contiguous(MemoryFormat.ChannelsLast);

    static void Same(Tensor expected, Tensor actual, double tolerance, string what)
    {
        var wide = actual.To(ScalarType.Float64);
        double scale = Math.Max(1, (expected * expected).Mean().Item());
        double error = (expected - wide).Abs().Max().Item() / Math.Sqrt(scale);
        Assert.True(error < tolerance, $"{what}: {error} apart");
    }

    // Values and all gradients of f in the narrow type against f in double; inputs after the first stay in float32.
    static void Check(Func<Tensor[], Tensor> f, Tensor[] narrow, ScalarType type, string what)
    {
        var exact = narrow.Select(t => t.Detach().To(ScalarType.Float64).SetRequiresGrad()).ToArray();
        var quick = narrow.Select(t => t.Detach().Clone().SetRequiresGrad()).ToArray();
        Tensor y = f(exact), z = f(quick);
        Assert.Equal(y.Shape, z.Shape);
        Same(y, z, Tolerance(type), what);
        var weights = Map(99, type, [.. y.Shape]);
        (y * weights.To(ScalarType.Float64)).Sum().Backward();
        z.Backward(weights);
        for (int i = 0; i < narrow.Length; i++) Same(exact[i].Gradient!, quick[i].Gradient!, Tolerance(type) * (i == 0 ? 1 : 20), $"{what}, gradient {i}");
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Norms_with_their_activation_are_libtorchs(int channels)
    {
        foreach (var type in types)
        foreach (var activation in Enum.GetValues<Activation>())
        foreach (bool adds in activation == Activation.PRelu ? (bool[])[false] : [false, true])
        {
            Tensor weight = Numbers.Uniform(2, channels).To(ScalarType.Float32) + 1, bias = Numbers.Uniform(3, channels).To(ScalarType.Float32);
            Tensor slope = Numbers.Uniform(4, channels).To(ScalarType.Float32);
            // An offset many times the spread, as pressures have.
            Tensor x = (Map(1, ScalarType.Float32, 2, channels, 17, 19) + 3).To(type), added = Map(5, type, 2, channels, 17, 19);
            Tensor Norm(Tensor[] t)
            {
                var kind = t[1].DType;
                return t[0].BatchNorm(
                    t[1], t[2], Tensor.Zeros([channels], kind), Tensor.Ones([channels], kind), training: true, 0.1, 1e-5,
                    adds ? t[3] : null, activation, activation == Activation.PRelu ? t[3] : null);
            }
            Tensor[] inputs = adds ? [x, weight, bias, added] : activation == Activation.PRelu ? [x, weight, bias, slope] : [x, weight, bias];
            Check(Norm, inputs, type, $"{type}, {activation}, {(adds ? "added" : "alone")}");
        }
    }

    // A variance that is not a number must not become 0, and the activation must not hide it.
    [Fact]
    public void An_infinite_value_spoils_its_channel_as_in_libtorch_and_no_other()
    {
        float[] values = new float[2 * 20 * 6 * 7];
        for (int i = 0; i < values.Length; i++) values[i] = i % 11 - 5;
        values[5] = float.PositiveInfinity;
        foreach (var type in types)
        {
            var x = Tensor.From<float>(values, [2, 6, 7, 20]).Permute(0, 3, 1, 2).To(type);
            Tensor ones = Tensor.Ones([20]), zeros = Tensor.Zeros([20]);
            var y = x.BatchNorm(ones, zeros, null, null, training: true, 0.1, 1e-5, null, Activation.Relu);
            double[] sums = y.To(ScalarType.Float64).Permute(0, 2, 3, 1).Contiguous().ToArray<double>();
            for (int i = 0; i < sums.Length; i++) Assert.Equal(i % 20 == 5, double.IsNaN(sums[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Norms_move_the_running_moments_as_libtorch_does_and_use_them(int channels)
    {
        Tensor x = Map(1, ScalarType.Float32, 2, channels, 5, 7) + 40, weight = Tensor.Full([channels], 2), bias = Tensor.Ones([channels]);
        Tensor mean = Tensor.Zeros([channels]), variance = Tensor.Ones([channels]);
        Tensor exactMean = mean.To(ScalarType.Float64), exactVariance = variance.To(ScalarType.Float64);
        using var noGrad = Autograd.NoGrad();
        x.BatchNorm(weight, bias, mean, variance, training: true, 0.1, 1e-5);
        var wide = x.To(ScalarType.Float64);
        wide.BatchNorm(weight.To(ScalarType.Float64), bias.To(ScalarType.Float64), exactMean, exactVariance, training: true, 0.1, 1e-5);
        Same(exactMean, mean, 1e-6, "running mean");
        Same(exactVariance, variance, 1e-6, "running variance");
        Same(
            wide.BatchNorm(weight.To(ScalarType.Float64), bias.To(ScalarType.Float64), exactMean, exactVariance, training: false, 0.1, 1e-5, null, Activation.Relu),
            x.BatchNorm(weight, bias, mean, variance, training: false, 0.1, 1e-5, null, Activation.Relu), 2e-5, "evaluation");
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Depthwise_convolutions_are_libtorchs_whatever_lies_beyond_the_edge(int channels)
    {
        foreach (var type in types)
        foreach (var (latitude, longitude) in ((Edge, Edge)[])[(Edge.Zero, Edge.Zero), (Edge.Replicated, Edge.Periodic), (Edge.Periodic, Edge.Periodic)])
        foreach (var (stride, dilation) in ((long, long)[])[(1, 1), (2, 1), (1, 3)])
        {
            Tensor x = Map(1, type, 2, channels, 10, 12), weight = Numbers.Uniform(2, channels, 1, 3, 3).To(ScalarType.Float32);
            Check(t => t[0].DepthwiseConv2d(t[1], stride, dilation, latitude, longitude), [x, weight], type, $"{type}, {latitude}, stride {stride}, rate {dilation}");
        }
    }

    // Enough channels for kernels that take them in blocks where there is no AVX-512, and as many again that do not fill blocks.
    [Theory]
    [InlineData(304, 256, 3, 1)]
    [InlineData(128, 136, 3, 2)]
    [InlineData(130, 129, 3, 1)]
    [InlineData(1024, 40, 1, 1)]
    public void Convolutions_of_many_channels_are_libtorchs(int from, int to, int kernel, int stride)
    {
        foreach (var type in types)
        {
            Tensor x = Map(1, type, 2, from, 6, 10), weight = Map(2, type, to, from, kernel, kernel), back = Map(3, type, from, to, kernel, kernel);
            Tensor bias = Map(4, type, 1, to, 1, 1).View(to);
            Check(t => t[0].Conv2d(t[1].To(t[0].DType), null, stride, kernel / 2, 1), [x, weight], type, $"{type}");
            Check(t => t[0].Conv2d(t[1].To(t[0].DType), t[2].To(t[0].DType), stride, kernel / 2, 1), [x, weight, bias], type, $"{type}, bias");
            Check(t => t[0].ConvTranspose2d(t[1].To(t[0].DType), null, stride, kernel / 2, stride - 1), [x, back], type, $"{type}, transposed");
        }
    }

    [Fact]
    public void A_bias_has_its_gradient_where_the_weight_needs_none()
    {
        Tensor x = Map(1, ScalarType.Float32, 2, 128, 6, 10), weight = Map(2, ScalarType.Float32, 136, 128, 3, 3), bias = Tensor.Zeros([136]).SetRequiresGrad();
        x.Conv2d(weight, bias, 1, 1, 1).Sum().Backward();
        // One for each cell.
        Assert.All(bias.Gradient!.ToArray<float>(), g => Assert.Equal(120, g, 1e-3));
    }

    [Fact]
    public void Convolutions_by_taps_are_libtorchs_and_leave_out_what_meets_zeros_alone()
    {
        foreach (int rate in (int[])[1, 3, 6, 9])
        foreach (var (latitude, longitude) in ((Edge, Edge)[])[(Edge.Zero, Edge.Zero), (Edge.Replicated, Edge.Periodic)])
        {
            Tensor x = Numbers.Uniform(1, 2, 4, 6, 9).SetRequiresGrad(), weight = Numbers.Uniform(2, 5, 4, 3, 3).SetRequiresGrad();
            var y = x.AtrousConv2d(weight, rate, latitude, longitude);
            Tensor z = latitude == Edge.Zero ? x.Conv2d(weight, null, 1, rate, rate) : x.PadGrid(rate, rate, rate, rate, false, true).Conv2d(weight, null, 1, 0, rate);
            Same(z, y, 1e-12, $"rate {rate}, {latitude}");
            var seed = Numbers.Uniform(3, [.. y.Shape]);
            var mine = Autograd.GradientsOf((y * seed).Sum(), x, weight);
            var theirs = Autograd.GradientsOf((z * seed).Sum(), x, weight);
            for (int i = 0; i < mine.Length; i++) Same(theirs[i], mine[i], 1e-12, $"rate {rate}, {latitude}, gradient {i}");
        }
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        int threads = TorchThreads.IntraOp;
        try
        {
            Tensor x = Map(1, ScalarType.Float32, 2, 20, 33, 35), weight = Numbers.Uniform(2, 20, 1, 3, 3).To(ScalarType.Float32), ones = Tensor.Ones([20]);
            byte[][] bits = [.. new[] { 1, 2, 3 }.Select(n =>
            {
                TorchThreads.Set(n);
                Tensor a = x.Clone().SetRequiresGrad(), w = weight.Clone().SetRequiresGrad(), b = ones.Clone().SetRequiresGrad();
                var y = a.DepthwiseConv2d(w, 1, 1, Edge.Zero, Edge.Zero).BatchNorm(b, ones, null, null, training: true, 0.1, 1e-5, null, Activation.Relu);
                (y * y).Sum().Backward();
                var all = Tensor.Cat(0, y.Detach().Reshape(-1), a.Gradient!.Reshape(-1), w.Gradient!.Reshape(-1), b.Gradient!.Reshape(-1));
                byte[] copy = new byte[all.NumberOfElements * 4];
                all.CopyBytesTo(copy);
                return copy;
            })];
            Assert.Equal(bits[0], bits[1]);
            Assert.Equal(bits[0], bits[2]);
        }
        finally
        {
            TorchThreads.Set(threads);
        }
    }
}
