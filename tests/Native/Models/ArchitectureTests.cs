using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>What holds for every network that a config can choose, made narrow.</summary>
[LeakCheck(InScope = true)]
public sealed class ArchitectureTests
{
    public static TheoryData<string> Names => [.. NarrowNetworks.Names];

    static Tensor Input(int height, int width) => Numbers.Uniform(1, 2, 3, height, width).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_reaches_every_parameter_and_lowers_the_loss(string name)
    {
        using var model = NarrowNetworks.Make(name, [.. name == "tiramisu" ? (string[])["dropout=0"] : []]);
        var labels = Tensor.From<byte>([.. Enumerable.Range(0, 2 * 48 * 64).Select(i => (byte)(i / 64 / 16 % 3))], [2, 48, 64]);
        var loss = new WeightedCrossEntropy([1, 1, 1]);
        double before = Step();
        foreach (var p in model.Parameters.Parameters)
        {
            Assert.True(p.Gradient is not null, $"no gradient reaches {p.Name}");
            p.Assign(p.Value - p.Gradient! * 0.01);
        }
        Assert.True(Step() < before);

        double Step()
        {
            Autograd.ClearGradients(model.Parameters.Parameters);
            var value = loss.Call(model.Call(Input(48, 64)), labels);
            value.Backward();
            return value.Item();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_file_makes_it_again(string name)
    {
        using var folder = new TemporaryFolder();
        using var model = NarrowNetworks.Make(name);
        string path = Path.Combine(folder.Path, "weights.safetensors");
        ModelWeights.Save(path, model.Parameters, ModelDescription.Of(model, null).ToMetadata());
        var (again, description) = ModelFactory.Open(path);
        using (again)
        {
            Assert.Equal(name, ModelSection.NameOf(description.Config));
            model.Training = false;
            using var noGrad = Autograd.NoGrad();
            var x = Input(48, 64);
            var logits = model.Call(x);
            Assert.Equal([2L, 3, 48, 64], logits.Shape);
            Assert.Equal(logits.ToArray<float>(), again.Call(x).ToArray<float>());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_padding_takes_every_size_that_is_a_multiple_of_what_it_asks_for(string name)
    {
        foreach (string padding in new[] { "zero", "longitude", "torus" })
        {
            using var model = NarrowNetworks.Make(name, $"padding={padding}");
            model.Training = false;
            using var noGrad = Autograd.NoGrad();
            var (height, width) = (5 * model.InputMultiple, 7 * model.InputMultiple);
            Assert.Equal([2L, 3, height, width], model.Call(Input(height, width)).Shape);
            Assert.Throws<ArgumentException>(() => model.Call(Input(height + 1, width)));
        }
    }

    [Fact]
    public void Without_norms_the_2018_network_has_a_factor_of_one_half_in_their_place()
    {
        using var model = NarrowNetworks.Make("deeplabv3plus-resnet50", "batchNorm=off");
        Assert.Equal(["input.mean", "input.std"], model.Parameters.Buffers.Select(p => p.Name));
        using var store = new ParameterStore(1, dtype: ScalarType.Float64);
        var x = Numbers.Uniform(1, 1, 2, 3, 4);
        // The ReLU behind it belongs to the layer.
        Assert.Equal(x.ToArray<double>().Select(v => Math.Max(v / 2, 0)), x.Apply(new NormOrHalf(store.Root, 2, NormMode.Off)).ToArray<double>());
    }
}
