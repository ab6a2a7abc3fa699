using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class ModelWeightsTests
{
    sealed class Network(ParameterPath p, int width) : Module
    {
        readonly Conv2d conv = new(p / "conv1", 3, width, kernel: 3, bias: false);
        readonly BatchNorm2d norm = new(p / "bn1", width);

        protected override Tensor Forward(Tensor x) => x.Apply(conv).Apply(norm);
    }

    [Fact]
    public void Saved_weights_give_the_same_network_and_equal_weights_equal_bytes()
    {
        string folder = Directory.CreateTempSubdirectory("rossby-weights-").FullName;
        try
        {
            string path = Path.Combine(folder, "weights.safetensors"), copy = Path.Combine(folder, "copy.safetensors");
            using var store = new ParameterStore(seed: 1);
            var network = new Network(store.Root, 4);
            var x = Numbers.Uniform(1, 1, 3, 6, 8).To(ScalarType.Float32);
            x.Apply(network);
            store.Training = false;
            ModelWeights.Save(path, store);

            using var other = new ParameterStore(seed: 2) { Training = false };
            var twin = new Network(other.Root, 4);
            ModelWeights.Load(path, other);
            ModelWeights.Save(copy, other);

            Assert.Equal(x.Apply(network).ToArray<float>(), x.Apply(twin).ToArray<float>());
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(copy));
            Assert.Equal(2, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void All_names_that_do_not_fit_are_told_at_once_and_nothing_is_changed()
    {
        using var store = new ParameterStore(seed: 1);
        _ = new Network(store.Root, 4);
        float[] before = store.Find("conv1.weight")!.Value.ToArray<float>();
        SafeTensor[] given =
        [
            .. ModelWeights.Snapshot(store).Where(t => t.Name != "bn1.bias").Select(t => t.Name == "conv1.weight" ? t with { Data = new byte[t.Data.Length] } : t),
            SafeTensor.Of("head.weight", Tensor.Zeros([1])),
        ];
        given[1] = given[1] with { Shape = [2, 2] };

        var error = Assert.Throws<DataException>(() => ModelWeights.Assign("other.safetensors", given, store));
        Assert.Contains("missing (1): bn1.bias", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected (1): head.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("misshapen (1): bn1.weight is [2, 2], expected [4]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, store.Find("conv1.weight")!.Value.ToArray<float>());
    }
}
