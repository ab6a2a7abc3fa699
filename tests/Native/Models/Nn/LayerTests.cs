using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

// B batch, C channels, H latitude rows, W longitude columns.
[LeakCheck(InScope = true)]
public sealed class LayerTests
{
    // Sums of a few hundred doubles of order one, added in another order.
    const double Rounding = 1e-10;

    static ParameterStore Store() => new(seed: 1, dtype: ScalarType.Float64);

    static void SameValues(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True((expected - actual).Abs().Max().Item() < Rounding, "the values differ");
    }

    // The layer, what its output's spacing is in input columns (as a fraction of two), and the padding.
    public static TheoryData<string> Layers => [.. Makers.Keys];

    static readonly Dictionary<string, (Func<ParameterPath, Padding, Module> Make, int Up, int Down)> Makers = new()
    {
        ["conv 3x3"] = ((p, e) => new Conv2d(p, 3, 4, kernel: 3, padding: e), 1, 1),
        ["conv 7x7 stride 2"] = ((p, e) => new Conv2d(p, 3, 4, kernel: 7, stride: 2, padding: e), 1, 2),
        ["conv 1x1 stride 2"] = ((p, e) => new Conv2d(p, 3, 4, kernel: 1, stride: 2, padding: e), 1, 2),
        ["conv dilation 3"] = ((p, e) => new Conv2d(p, 3, 4, kernel: 3, dilation: 3, padding: e), 1, 1),
        ["depthwise conv"] = ((p, e) => new Conv2d(p, 3, 3, kernel: 3, groups: 3, bias: false, padding: e), 1, 1),
        ["conv transpose 3 stride 2"] = ((p, e) => new ConvTranspose2d(p, 3, 4, padding: e), 2, 1),
        ["conv transpose 4 stride 2"] = ((p, e) => new ConvTranspose2d(p, 3, 4, kernel: 4, padding: e), 2, 1),
        ["conv transpose 5 stride 2"] = ((p, e) => new ConvTranspose2d(p, 3, 4, kernel: 5, padding: e), 2, 1),
        ["conv transpose 8 stride 4"] = ((p, e) => new ConvTranspose2d(p, 3, 4, kernel: 8, stride: 4, padding: e), 4, 1),
        ["conv transpose 2 stride 2"] = ((p, e) => new ConvTranspose2d(p, 3, 4, kernel: 2, padding: e), 2, 1),
        ["doubling"] = ((p, e) => new Doubling(p, 3, e), 2, 1),
        ["conv transpose 3 stride 1"] = ((p, e) => new ConvTranspose2d(p, 3, 4, stride: 1, padding: e), 1, 1),
        ["max pool 3 stride 2"] = ((_, e) => new MaxPool2d(3, 2, e), 1, 2),
        ["max pool 2 stride 2"] = ((_, e) => new MaxPool2d(2, 2, e), 1, 2),
        ["average pool 3 stride 2"] = ((_, e) => new AveragePool2d(3, 2, e), 1, 2),
        ["PReLU"] = ((p, _) => new PRelu(p, 3), 1, 1),
        ["bilinear x2"] = ((_, e) => new BilinearUpsample(2, e), 2, 1),
        ["bilinear x4"] = ((_, e) => new BilinearUpsample(4, e), 4, 1),
        ["batch norm"] = ((p, _) => new BatchNorm2d(p, 3), 1, 1),
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_roll_in_longitude_rolls_the_output(string layer)
    {
        // Interpolation around a torus repeats the edge, as published.
        foreach (var padding in layer.StartsWith("bilinear", StringComparison.Ordinal) ? (Padding[])[Padding.Longitude] : [Padding.Longitude, Padding.Torus])
        foreach (var format in (MemoryFormat[])[MemoryFormat.Contiguous, MemoryFormat.ChannelsLast])
        {
            using var store = Store();
            var (make, up, down) = Makers[layer];
            var module = make(store.Root / "layer", padding);
            var x = Numbers.Uniform(5, 2, 3, 8, 12).Contiguous(format);
            var y = x.Apply(module);
            SameValues(y.Roll(5 * up, 3), x.Roll(5 * down, 3).Apply(module));
            if (padding == Padding.Torus) SameValues(y.Roll(3 * up, 2), x.Roll(3 * down, 2).Apply(module));
            Assert.Equal([2, y.Shape[1], 8 * up / down, 12 * up / down], y.Shape);
            if (format == MemoryFormat.ChannelsLast) Assert.True(y.IsContiguous(format), $"{layer} gave up the memory format");
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Away_from_the_edges_all_paddings_agree(string layer)
    {
        using var scope = TensorScope.Begin();
        Tensor[] inner =
        [
            .. Enum.GetValues<Padding>().Select(padding =>
            {
                using var store = Store();
                store.Training = false;
                var (make, up, down) = Makers[layer];
                var y = Numbers.Uniform(5, 1, 3, 16, 20).Apply(make(store.Root / "layer", padding));
                return y.Narrow(2, 4 * up / down, 8 * up / down).Narrow(3, 4 * up / down, 12 * up / down);
            }),
        ];
        foreach (var other in inner) SameValues(inner[0], other);
    }

    [Fact]
    public void A_regional_grid_does_not_see_its_other_side()
    {
        using var store = Store();
        var layer = new Conv2d(store.Root, 1, 1, kernel: 3, padding: Core.PaddingMode.Longitude.On(globalGrid: false));
        var x = Tensor.Zeros([1, 1, 4, 8], ScalarType.Float64);
        x.Narrow(3, 7, 1).FillInPlace(1);
        Assert.Equal(0, x.Apply(layer).Narrow(3, 0, 1).Abs().Max().Item());
        Assert.Equal(Padding.Longitude, Core.PaddingMode.Longitude.On(globalGrid: true));
        Assert.Equal(Padding.Zero, Core.PaddingMode.Zero.On(globalGrid: true));
    }

    [Fact]
    public void A_constant_map_stays_constant_under_upsampling_and_pooling()
    {
        var x = Tensor.Full([1, 2, 4, 6], 3.5, ScalarType.Float64);
        SameValues(Tensor.Full([1, 2, 8, 12], 3.5, ScalarType.Float64), x.Apply(new BilinearUpsample(2)));
        SameValues(Tensor.Full([1, 2, 2, 3], 3.5, ScalarType.Float64), x.Apply(new MaxPool2d(3, 2)));
        SameValues(Tensor.Full([1, 2, 1, 1], 3.5, ScalarType.Float64), x.Apply(new GlobalAveragePool()));
    }

    [Fact]
    public void Bilinear_upsampling_is_linear_across_the_seam()
    {
        // Columns 0 and 5 are neighbours: halfway cells lie a quarter and three quarters between them.
        var x = Tensor.From<double>([10, 0, 0, 0, 0, 20], [1, 1, 1, 6]);
        double[] y = x.Apply(new BilinearUpsample(2)).ToArray<double>()[..12];
        Assert.Equal(0.75 * 10 + 0.25 * 20, y[0], 1e-12);
        Assert.Equal(0.75 * 20 + 0.25 * 10, y[11], 1e-12);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(5, 3)]
    [InlineData(8, 4)]
    public void A_transposed_convolution_with_zeros_beyond_the_edge_is_the_librarys(int kernel, int stride)
    {
        using var store = Store();
        var layer = new ConvTranspose2d(store.Root / "up", 3, 4, kernel, stride, padding: Padding.Zero);
        store.Find("up.bias")!.Assign(Numbers.Uniform(9, 4));
        var x = Numbers.Uniform(5, 2, 3, 5, 7);
        int crop = (kernel - stride + 1) / 2;
        var expected = x.ConvTranspose2d(store.Find("up.weight")!.Value, store.Find("up.bias")!.Value, stride, crop, stride - kernel + 2 * crop);
        SameValues(expected, x.Apply(layer));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Periodic_upsampling_is_the_librarys_on_a_map_with_a_margin_from_the_other_side(int factor)
    {
        var x = Numbers.Uniform(5, 2, 3, 5, 7);
        var expected = x.PadCircular(1, 1, 0, 0).UpsampleBilinear2d((5 * factor, 9 * factor)).Narrow(3, factor, 7 * factor);
        SameValues(expected, x.Apply(new BilinearUpsample(factor)));
        GradientCheck.Of(t => t[0].UpsamplePeriodic(factor), [Numbers.Uniform(3, 1, 2, 3, 4).Contiguous(MemoryFormat.ChannelsLast)]);
    }

    [Fact]
    public void Batch_norm_counts_batches_in_training_only()
    {
        using var store = Store();
        var norm = new BatchNorm2d(store.Root / "bn1", 3);
        var x = Numbers.Uniform(1, 2, 3, 4, 5);
        x.Apply(norm);
        store.Training = false;
        x.Apply(norm);
        Assert.Equal([1L], store.Find("bn1.num_batches_tracked")!.Value.ToArray<long>());
        Assert.Equal(["bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked"], store.All.Select(p => p.Name));
        Assert.Equal(6, store.NumberOfParameters);
    }

    [Fact]
    public void A_module_frees_what_it_leaves_behind()
    {
        using var store = Store();
        var layer = new Conv2d(store.Root / "conv", 3, 4, kernel: 3);
        var x = Numbers.Uniform(5, 1, 3, 6, 8);
        using var noGrad = Autograd.NoGrad();
        long before = TorchInfo.LiveHandles;
        x.Apply(layer);
        Assert.Equal(before + 1, TorchInfo.LiveHandles);
    }

    [Fact]
    public void A_norm_of_one_value_a_channel_gives_its_bias_and_keeps_its_running_variance()
    {
        using var store = Store();
        var norm = new BatchNorm2d(store.Root / "bn", 3, momentum: 0.25);
        var x = Tensor.From<double>([4, -8, 12], [1, 3, 1, 1]);
        SameValues(Tensor.Zeros([1, 3, 1, 1], ScalarType.Float64), x.Apply(norm));
        SameValues(Tensor.From<double>([1, -2, 3], [3]), store.Find("bn.running_mean")!.Value);
        SameValues(Tensor.Ones([3], ScalarType.Float64), store.Find("bn.running_var")!.Value);
    }

    // Values of order one, rounded on the way in, inside and on the way out: bfloat16 carries 8 bits, fp16 carries 11.
    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_layer_computes_and_trains_in_bfloat16(string layer) => CheckIn(ScalarType.BFloat16, layer, 0.05);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_layer_computes_and_trains_in_fp16(string layer) => CheckIn(ScalarType.Float16, layer, 0.006);

    static void CheckIn(ScalarType type, string layer, double most)
    {
        using var store = new ParameterStore(seed: 1);
        foreach (var padding in Enum.GetValues<Padding>())
        {
            var module = Makers[layer].Make(store.Root / $"{padding}", padding);
            var x = Numbers.Uniform(5, 2, 3, 8, 12).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);
            var (wide, narrow) = (x.Detach().SetRequiresGrad(), x.To(type).Detach().SetRequiresGrad());
            Tensor exact = wide.Apply(module), y = narrow.Apply(module);
            Assert.Equal(type, y.DType);
            Assert.True(y.IsContiguous(MemoryFormat.ChannelsLast), $"{layer} gave up the memory format");
            var seed = Numbers.Uniform(6, [.. y.Shape]).To(ScalarType.Float32);
            Near(exact, y, "result");
            exact.Backward(seed);
            var gradients = store.Parameters.Where(p => p.Gradient is not null).Select(p => (p.Name, Wide: p.Gradient!.Add(0))).ToList();
            Autograd.ClearGradients(store.Parameters);
            y.Backward(seed.To(type));
            Assert.Equal(type, narrow.Gradient!.DType);
            Near(wide.Gradient!, narrow.Gradient, "gradient");
            foreach (var (name, expected) in gradients)
            {
                Assert.Equal(ScalarType.Float32, store.Find(name)!.Gradient!.DType);
                Near(expected, store.Find(name)!.Gradient!, name);
            }
            Autograd.ClearGradients(store.Parameters);
        }

        void Near(Tensor expected, Tensor actual, string what)
        {
            double scale = Math.Max(1, expected.Abs().Max().Item()), off = (expected - actual.To(ScalarType.Float32)).Abs().Max().Item() / scale;
            Assert.True(off < most, $"{layer}: {what} in {type} is {off:E2} off");
        }
    }
}
