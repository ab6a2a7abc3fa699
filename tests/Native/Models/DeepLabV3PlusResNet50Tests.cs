using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class DeepLabV3PlusResNet50Tests
{
    static readonly DeepLabV3PlusResNet50Config Small = new()
    {
        Width = 4, Units = [2, 1, 1, 1], AtrousRates = [1, 2, 3], DecoderWidth = 8, LowLevelWidth = 4, FullResolutionWidths = [4, 6],
    };

    static ChannelStatistics[] Channels(int n) => [.. Enumerable.Range(0, n).Select(c => new ChannelStatistics
    {
        Name = $"C{c}", LongName = $"Channel {c}", Units = "1", Mean = 10 * c, StandardDeviation = 1 + c, Minimum = -100, Maximum = 100, MissingShare = 0,
    })];

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void A_roll_by_a_multiple_of_the_output_stride_rolls_the_logits(int outputStride)
    {
        using var store = new ParameterStore(1, dtype: ScalarType.Float64);
        var network = new DeepLabV3PlusResNet50(store.Root, Small with { OutputStride = outputStride }, 3, 3, Padding.Longitude);
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        var x = Numbers.Uniform(1, 2, 3, 64, 96).Contiguous(MemoryFormat.ChannelsLast);
        foreach (bool training in new[] { true, false })
        {
            store.Training = training;
            foreach (long shift in new[] { outputStride, 32 })
            {
                var rolledAfter = x.Apply(network).Roll(shift, 3);
                var rolledBefore = x.Roll(shift, 3).Apply(network);
                // Running statistics move between two training passes, but training uses the batch's own.
                Assert.True((rolledAfter - rolledBefore).Abs().Max().Item() < 1e-10 * rolledAfter.Abs().Max().Item());
            }
        }
    }

    [Fact]
    public void Zero_padding_sees_the_seam()
    {
        using var store = new ParameterStore(1, dtype: ScalarType.Float64);
        var network = new DeepLabV3PlusResNet50(store.Root, Small, 3, 3, Padding.Zero);
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        var x = Numbers.Uniform(1, 1, 3, 64, 96);
        Assert.True((x.Apply(network).Roll(32, 3) - x.Roll(32, 3).Apply(network)).Abs().Max().Item() > 1e-3);
    }

    [Fact]
    public void A_missing_cell_gives_the_logits_of_the_channel_mean()
    {
        using var model = ModelFactory.Create(Small, Channels(3), periodicLongitude: true, seed: 1);
        model.Training = false;
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        float[] missing = Numbers.Uniform(1, 1, 64, 96, 3).To(ScalarType.Float32).ToArray<float>(), mean = [.. missing];
        missing[3 * 500 + 2] = float.NaN;
        mean[3 * 500 + 2] = 20;
        Tensor Field(float[] values) => Tensor.From<float>(values, [1, 64, 96, 3]).Permute(0, 3, 1, 2);
        Assert.Equal(model.Call(Field(mean)).ToArray<float>(), model.Call(Field(missing)).ToArray<float>());
    }

    [Fact]
    public void Weights_found_in_a_file_make_the_network_again()
    {
        using var folder = new TemporaryFolder();
        using var model = ModelFactory.Create(Small with { AtrousRates = [1, 2, 4] }, Channels(3), periodicLongitude: true, seed: 3);
        string path = Path.Combine(folder.Path, "weights.safetensors");
        ModelWeights.Save(path, model.Parameters, ModelDescription.Of(model, "generated").ToMetadata());
        var (again, description) = ModelFactory.Open(path);
        using (again)
        {
            Assert.Equal("generated", description.SyntheticNotice);
            Assert.Equal(model.Channels.Select(c => c.Mean), description.Channels.Select(c => c.Mean));
            model.Training = false;
            using var scope = TensorScope.Begin();
            using var noGrad = Autograd.NoGrad();
            var x = Numbers.Uniform(1, 1, 3, 64, 96).To(ScalarType.Float32);
            Assert.Equal(model.Call(x).ToArray<float>(), again.Call(x).ToArray<float>());
        }
    }
}
