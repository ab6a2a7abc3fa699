using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Convolutions whose weights are laid out once, and networks that are made of them.</summary>
[LeakCheck]
public sealed class PackedConv2dTests
{
    [Fact]
    public void A_packed_convolution_gives_what_the_convolution_gives() =>
        Prop.ForAll(
            (from type in Gen.Elements(ScalarType.Float32, ScalarType.BFloat16)
             from batch in Gen.Choose(1, 3)
             from channels in Gen.Choose(1, 40)
             from results in Gen.Choose(1, 40)
             from kernel in Gen.Elements(1, 3, 5)
             from stride in Gen.Choose(1, 2)
             from dilation in Gen.Choose(1, 3)
             from bias in Gen.Elements(true, false)
             from height in Gen.Choose(12, 24)
             from width in Gen.Choose(12, 24)
             select (type, batch, channels, results, kernel, stride, dilation, bias, height, width)).ToArbitrary(),
            c =>
            {
                using var scope = TensorScope.Begin();
                using var noGrad = Autograd.NoGrad();
                Tensor Map(int seed, int batch, int height, int width) =>
                    Numbers.Uniform(seed, batch, c.channels, height, width).To(c.type).Contiguous(MemoryFormat.ChannelsLast);
                var weight = Numbers.Uniform(2, c.results, c.channels, c.kernel, c.kernel).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);
                var bias = c.bias ? Numbers.Uniform(3, c.results).To(ScalarType.Float32) : null;
                int margin = c.dilation * (c.kernel - 1) / 2;
                var x = Map(1, c.batch, c.height, c.width);
                using var packed = PackedConv2d.For(x, weight, bias, c.stride, margin, c.dilation);
                // A libtorch that does not share its oneDNN with us packs nothing.
                if (packed is null) return true;
                double tolerance = c.type == ScalarType.Float32 ? 1e-5 : 0.02;
                // The second and third are of other sizes than the one that it was packed for.
                return new[] { x, Map(4, 1, 13, 12), Map(5, 2, c.height + 7, c.width) }.All(map =>
                {
                    var expected = map.Conv2d(weight, bias, c.stride, margin, c.dilation).To(ScalarType.Float64);
                    var found = packed.Call(map).To(ScalarType.Float64);
                    if (!found.Shape.SequenceEqual(expected.Shape)) return false;
                    double rms = Math.Sqrt((expected * expected).Mean().Item());
                    double[] a = expected.ToArray<double>(), b = found.ToArray<double>();
                    return a.Zip(b).All(p => Math.Abs(p.First - p.Second) <= tolerance * rms);
                });
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    public static TheoryData<string, Precision> Networks =>
        [.. from name in NarrowNetworks.Names from precision in (Precision[])[Precision.Fp32, Precision.Bf16, Precision.Fp16] select (name, precision)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_frozen_network_answers_as_before_and_cannot_be_trained(string name, Precision precision)
    {
        using var model = NarrowNetworks.Make(name);
        model.ComputeType = precision.MapType();
        model.Training = false;
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        var (x, smaller) = (Field(2, 48, 64), Field(1, 32, 48));
        double[] expected = Answer(x), expectedSmaller = Answer(smaller);
        model.Freeze();
        for (int time = 0; time < 2; time++)
        {
            RequireNear(expected, Answer(x));
            RequireNear(expectedSmaller, Answer(smaller));
        }
        Assert.Throws<InvalidOperationException>(() => model.Training = true);

        double[] Answer(Tensor field) => model.Call(field).To(ScalarType.Float64).ToArray<double>();

        static Tensor Field(int batch, int height, int width) =>
            Numbers.Uniform(1, batch, 3, height, width).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);

        void RequireNear(double[] a, double[] b)
        {
            double rms = Math.Sqrt(a.Average(v => v * v)), tolerance = precision == Precision.Fp32 ? 1e-4 : 0.05;
            for (int i = 0; i < a.Length; i++) Assert.Equal(a[i], b[i], tolerance * rms);
        }
    }
}
