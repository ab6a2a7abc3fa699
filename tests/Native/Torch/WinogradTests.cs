using System.Runtime.Intrinsics.X86;
using FsCheck;
using FsCheck.Fluent;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>
/// Convolutions of 3 x 3 taps and many channels, which the CPU makes by Winograd's algorithm where it has no AVX-512, against their definition in double: how far they
/// are off is told by the root of the mean square, in units of the result's own.
/// </summary>
[LeakCheck]
public sealed class WinogradTests
{
    // A sum of 1152 products in single precision, tap by tap, is 3e-7 to 6e-7 off; Lavin and Gray (2016, table 3) find F(2 x 2, 3 x 3) no worse than the direct sum.
    const double AsExact = 1e-6;
    // F(4 x 4, 3 x 3), for answers alone: seven times the direct sum's error in their table.
    const double Coarse = 1e-5;

    static readonly Gen<(int From, int To, int Height, int Width, int Batch)> Shapes =
        from @from in Gen.Elements(128, 136)
        from to in Gen.Elements(128, 144)
        from height in Gen.Choose(3, 21)
        from width in Gen.Choose(3, 45)
        from batch in Gen.Choose(1, 3)
        select (@from, to, height, width, batch);

    [Fact]
    public void Values_and_gradients_are_as_exact_as_the_sum_of_all_taps() => Prop.ForAll(
        (from s in Shapes from stride in Gen.Choose(1, 2) from padding in Gen.Choose(0, 2) from bias in Gen.Elements(true, false) select (s, stride, padding, bias)).ToArbitrary(),
        c =>
        {
            using var scope = TensorScope.Begin();
            Tensor x = Map(1, c.s.Batch, c.s.From, c.s.Height, c.s.Width), weight = Map(2, c.s.To, c.s.From, 3, 3), bias = Map(3, 1, c.s.To, 1, 1).View(c.s.To);
            RequireNear(c.bias ? [x, weight, bias] : [x, weight], t => t[0].Conv2d(t[1], c.bias ? t[2] : null, c.stride, c.padding, 1));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [Fact]
    public void Transposed_with_stride_2_too() => Prop.ForAll(
        (from s in Shapes from more in Gen.Choose(0, 1) select (s, more)).ToArbitrary(),
        c =>
        {
            using var scope = TensorScope.Begin();
            Tensor x = Map(1, c.s.Batch, c.s.From, c.s.Height, c.s.Width), weight = Map(2, c.s.From, c.s.To, 3, 3);
            RequireNear([x, weight], t => t[0].ConvTranspose2d(t[1], null, 2, 1, c.more));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void So_wide_a_map_that_a_row_of_tiles_is_too_much_at_a_time_too()
    {
        using var scope = TensorScope.Begin();
        Tensor x = Map(1, 1, 136, 5, 907), weight = Map(2, 128, 136, 3, 3);
        RequireNear([x, weight], t => t[0].Conv2d(t[1], null, 1, 1, 1));
        RequireNear([x, Map(2, 136, 128, 3, 3)], t => t[0].ConvTranspose2d(t[1], null, 2, 1, 1));
    }

    [Fact]
    public void A_map_that_is_smaller_than_the_kernel_is_refused()
    {
        using var scope = TensorScope.Begin();
        Assert.Throws<TorchException>(() => Map(1, 1, 128, 2, 8).Conv2d(Map(2, 128, 128, 3, 3), null, 1, 0, 1));
    }

    [Fact]
    public void Answers_of_packed_layers_are_near() => Prop.ForAll(
        (from s in Shapes from padding in Gen.Choose(0, 2) from relu in Gen.Elements(true, false) from adds in Gen.Elements(true, false) select (s, padding, relu, adds)).ToArbitrary(),
        c =>
        {
            using var scope = TensorScope.Begin();
            using var noGrad = Autograd.NoGrad();
            Tensor x = Map(1, c.s.Batch, c.s.From, c.s.Height, c.s.Width), weight = Map(2, c.s.To, c.s.From, 3, 3), bias = Map(3, 1, c.s.To, 1, 1).View(c.s.To);
            using var packed = PackedLayer.Convolution(x, weight, bias, 1, c.padding, 1, new(Relu: c.relu, Adds: c.adds));
            Tensor z = Wide(x).Conv2d(Wide(weight), Wide(bias), 1, c.padding, 1);
            var added = c.adds ? Map(4, [.. z.Shape]) : null;
            if (added is not null) z += Wide(added);
            if (packed is not null) Assert.InRange(Off(z, c.relu ? z.Relu() : z, packed.Call(x, added)), 0, Coarse);

            Tensor turned = weight.Permute(1, 0, 2, 3).Contiguous(MemoryFormat.ChannelsLast);
            using var transposed = PackedLayer.Transposed(x, turned, bias, 2, 1, 1, new(Relu: c.relu));
            Tensor y = Wide(x).ConvTranspose2d(Wide(turned), Wide(bias), 2, 1, 1);
            if (transposed is not null) Assert.InRange(Off(y, c.relu ? y.Relu() : y, transposed.Call(x)), 0, AsExact);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

    [Fact]
    public void Threads_change_no_bit()
    {
        Assert.SkipWhen(Avx512F.IsSupported, "with AVX-512 oneDNN makes these convolutions, whose gradient of the weight is summed over threads");
        PackedLayerTests.RequirePacking();
        using var scope = TensorScope.Begin();
        int threads = TorchThreads.IntraOp;
        try
        {
            float[][] all = [.. new[] { 1, 2, 3 }.Select(n =>
            {
                TorchThreads.Set(n);
                Tensor x = Map(1, 2, 136, 21, 30).SetRequiresGrad(), weight = Map(2, 128, 136, 3, 3).SetRequiresGrad();
                var y = x.Conv2d(weight, null, 1, 1, 1);
                y.Backward(Map(3, [.. y.Shape]));
                return Tensor.Cat(0, y.Detach().Reshape(-1), x.Gradient!.Reshape(-1), weight.Gradient!.Reshape(-1)).ToArray<float>();
            })];
            Assert.Equal(all[0], all[1]);
            Assert.Equal(all[0], all[2]);
        }
        finally
        {
            TorchThreads.Set(threads);
        }
    }

    // The published networks' decoders with channels enough; of published weights in single precision 1e-4 is asked. Not frozen, all taps are as exact as above.
    [Theory]
    [InlineData("deeplabv3plus-xception", "decoderWidth=128", "lowLevelWidth=8")]
    [InlineData("deeplabv3plus-resnet50", "decoderWidth=128", "lowLevelWidth=8")]
    public void A_frozen_network_answers_as_before(string name, params string[] widths)
    {
        using var model = NarrowNetworks.Make(name, widths);
        model.Training = false;
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        Tensor field = Map(1, 2, 3, 48, 64), before = Wide(model.Call(field));
        model.Freeze();
        Assert.InRange(Off(before, before, model.Call(field)), 0, Coarse);
    }

    static Tensor Map(int seed, params long[] shape) => Numbers.Uniform(seed, shape).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);

    static Tensor Wide(Tensor x) => x.To(ScalarType.Float64);

    // In units of `size`.
    static double Off(Tensor size, Tensor exact, Tensor found)
    {
        Tensor off = exact - Wide(found);
        return Math.Sqrt((off * off).Mean().Item() / (size * size).Mean().Item());
    }

    static void RequireNear(Tensor[] inputs, Func<Tensor[], Tensor> f)
    {
        Tensor[] wide = [.. inputs.Select(t => Wide(t.Detach()).SetRequiresGrad())], quick = [.. inputs.Select(t => t.Detach().Clone().SetRequiresGrad())];
        Tensor y = f(wide), z = f(quick), seed = Map(9, [.. y.Shape]);
        Assert.Equal(y.Shape, z.Shape);
        Assert.InRange(Off(y, y, z), 0, AsExact);
        y.Backward(Wide(seed));
        z.Backward(seed);
        for (int i = 0; i < inputs.Length; i++) Assert.InRange(Off(wide[i].Gradient!, wide[i].Gradient!, quick[i].Gradient!), 0, AsExact);
    }
}
