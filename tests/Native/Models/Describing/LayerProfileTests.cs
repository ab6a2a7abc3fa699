using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>The profile has the layers of the network table, every moment belongs to one of them, and bytes are those that can be counted by hand.</summary>
[LeakCheck]
public sealed class LayerProfileTests
{
    const int Height = 32, Width = 48, Batch = 2;

    static readonly ChannelStatistics[] channels =
    [
        .. Enumerable.Range(0, 4).Select(c => new ChannelStatistics { Name = $"{c}", LongName = "", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -2, Maximum = 2, MissingShare = 0 }),
    ];

    [Theory]
    [InlineData("unet")]
    [InlineData("xception")]
    [InlineData("cgnet")]
    public void Layers_and_operations_are_those_of_the_table(string name)
    {
        ModelConfig config = name switch
        {
            "unet" => new UNetConfig { Padding = PaddingMode.Zero },
            "xception" => new DeepLabV3PlusXceptionConfig { Padding = PaddingMode.Zero, Width = 4, MiddleBlocks = 1, DecoderWidth = 8, LowLevelWidth = 4 },
            _ => new CgNetConfig { Padding = PaddingMode.Torus },
        };
        var costs = Profile(config);
        var table = NetworkTable.Of(config, channels.Length, Height, Width);
        Assert.Equal(table.Layers.Select(l => (l.Name, l.Kind)).Append(("loss", "loss")), costs.Select(c => (c.Name, c.Kind)));
        // Backward takes twice what forward does.
        Assert.All(table.Layers.Zip(costs), p => Assert.Equal(3 * Batch * p.First.Flops, p.Second.Flops, 1e-9 * p.First.Flops));
        Assert.All(costs, c => Assert.True(c.ForwardMilliseconds >= 0 && c.BackwardMilliseconds >= 0));
        Assert.True(costs.Sum(c => c.ForwardMilliseconds) > 0 && costs.Sum(c => c.BackwardMilliseconds) > 0);
    }

    [Fact]
    public void The_least_bytes_of_a_layer_are_its_maps_and_weights()
    {
        var costs = Profile(new UNetConfig { Padding = PaddingMode.Zero });
        var table = NetworkTable.Of(new UNetConfig { Padding = PaddingMode.Zero }, channels.Length, Height, Width);
        long At(int layer) => Batch * table.Layers[layer].Channels * table.Layers[layer].Height * table.Layers[layer].Width;
        long Weights(int layer) => table.Layers[layer].Parameters;
        long input = Batch * channels.Length * Height * Width;
        // The first convolution makes no gradient of the input.
        Assert.Equal(4 * (input + Weights(0) + At(0) + At(0) + input + Weights(0) + Weights(0)), costs[0].LeastBytes);
        Assert.Equal("batch norm", costs[1].Kind);
        Assert.Equal(4 * (At(0) + Weights(1) + At(1) + At(1) + At(0) + Weights(1) + At(0) + Weights(1)), costs[1].LeastBytes);
    }

    [Fact]
    public void Operations_move_their_tensors_once_and_views_none()
    {
        using var scope = TensorScope.Begin();
        var a = Tensor.Ones([100, 10], ScalarType.Float32);
        var b = Tensor.Ones([1, 10], ScalarType.Float32);
        using var marks = new DeviceMarks(Device.Cpu, counts: true);
        void Moves(Action action, int tag)
        {
            action();
            marks.Mark(tag);
        }
        Moves(() => { }, 0);
        Moves(() => a.Relu(), 1);
        Moves(() => _ = a + a, 2);
        // The broadcast row lies there once.
        Moves(() => _ = a + b, 3);
        Moves(() => a.View(10, 100).Permute(1, 0).Narrow(0, 2, 5), 4);
        Moves(() => a.FillInPlace(3), 5);
        Moves(() => a.MultiplyInPlace(2), 6);
        Moves(() => a.CopyInPlace(a.View(100, 10)), 7);
        Moves(() => a.Sum(), 8);
        Moves(() => Tensor.Cat(0, a, a), 9);
        // A factor is a tensor of one double.
        Assert.Equal([0, 8000, 12000, 8040, 0, 4000, 8008, 8000, 4004, 16000], marks.Read().Select(m => m.Bytes));
        Assert.Throws<TorchException>(() => new DeviceMarks(Device.Cpu, counts: true));
    }

    [Fact]
    public void A_gradient_is_marked_when_it_is_whole()
    {
        using var scope = TensorScope.Begin();
        var x = new Parameter("x", [3]);
        using var marks = new DeviceMarks(Device.Cpu);
        var y = x.Value * 2.0;
        marks.MarkGradient(y, 1);
        var z = y * 3.0 + y.Exp();
        marks.MarkGradient(z, 2);
        marks.MarkGradient(z.Detach(), 3);
        marks.Mark(0);
        z.Sum().Backward();
        marks.Mark(4);
        Assert.Equal([0, 2, 1, 4], marks.Read().Select(m => m.Tag));
        x.Dispose();
    }

    static IReadOnlyList<LayerCost> Profile(ModelConfig config)
    {
        using var model = ModelFactory.Create(config, channels, periodicLongitude: true, seed: 1);
        using var scope = TensorScope.Begin();
        var x = Tensor.Ones([Batch, channels.Length, Height, Width], ScalarType.Float32, default, MemoryFormat.ChannelsLast);
        return LayerProfile.Of(model, () => model.Call(x).Pow(2).Mean([0, 1, 2, 3]), passes: 1);
    }
}
