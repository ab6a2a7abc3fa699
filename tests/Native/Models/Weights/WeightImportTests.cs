using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class WeightImportTests : IDisposable
{
    static readonly string[] climateNet = ["TMQ", "U850", "V850", "PSL"];

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string In(string name) => Path.Combine(folder.Path, name);

    static ImportedChannels Of(IReadOnlyDictionary<string, InputScale> set) => ClimateNetStatistics.Of([.. climateNet.Select(c => (c, set[c]))]);

    // CGNet's own state_dict, with what the published weights' b1.bn has seen of the averaged input.
    string PublishedLike(ParameterStore store, float[] seen)
    {
        var mean = store.Find("b1.bn.running_mean")!;
        mean.Value.Narrow(0, 32, 4).CopyInPlace(Tensor.From<float>(seen, [4]));
        PyTorchWriter.Write(In("weights.pth"), ModelWeights.Snapshot(store));
        return In("weights.pth");
    }

    [Fact]
    public void The_published_ClimateNet_weights_fit_the_statistics_of_December_2020_and_not_those_beside_them()
    {
        using var store = new ParameterStore(7);
        var network = new CgNet(store.Root, new(), 4, 3, Padding.Torus);
        string file = PublishedLike(store, [0.063f, 0.015f, 0.004f, 0.084f]);
        var config = new CgNetConfig { Padding = PaddingMode.Torus };
        Assert.Empty(WeightImport.Run(file, config, Of(ClimateNetStatistics.December2020), In("w.safetensors")));
        var mismatches = WeightImport.Run(file, config, Of(ClimateNetStatistics.June2022), In("w.safetensors"));
        Assert.Contains(mismatches, line => line.StartsWith("TMQ: the network has seen a mean of 0.063, the statistics give 0", StringComparison.Ordinal));
        Assert.Contains(mismatches, line => line.StartsWith("PSL", StringComparison.Ordinal));
    }

    [Fact]
    public void Imported_weights_compute_what_they_did_with_their_normalisation()
    {
        using var store = new ParameterStore(7);
        var network = new CgNet(store.Root, new(), 4, 3, Padding.Torus);
        string file = PublishedLike(store, [0.063f, 0.015f, 0.004f, 0.084f]);
        var scales = ClimateNetStatistics.December2020;
        WeightImport.Run(file, new CgNetConfig { Padding = PaddingMode.Torus }, Of(scales), In("w.safetensors"));
        var (model, description) = ModelFactory.Open(In("w.safetensors"));
        using (model)
        {
            Assert.Equal(climateNet, description.Channels.Select(c => c.Name));
            store.Training = false;
            using var noGrad = Autograd.NoGrad();
            var x = Numbers.Uniform(3, 1, 4, 32, 48).To(ScalarType.Float32);
            float[] shift = [.. climateNet.Select(c => (float)scales[c].Shift)], scale = [.. climateNet.Select(c => (float)scales[c].Scale)];
            var physical = x * Tensor.From<float>(scale, [1, 4, 1, 1]) + Tensor.From<float>(shift, [1, 4, 1, 1]);
            var expected = x.Apply(network);
            // Scaling and back costs a few of float32's 24 bits.
            Assert.True((expected - model.Call(physical)).Abs().Max().Item() < 1e-3 * expected.Abs().Max().Item());
        }
    }

    [Fact]
    public void Behind_a_convolution_the_means_of_the_data_are_expected_through_its_kernel()
    {
        var config = new DeepLabV3PlusXceptionConfig { Width = 4, MiddleBlocks = 1, AtrousRates = [1, 1, 1], DecoderWidth = 8, LowLevelWidth = 4, Padding = PaddingMode.Zero };
        using var store = new ParameterStore(7);
        // Repeated edges, since on so small a map zeros beyond it would change the means; at 768 x 1152 they do not.
        var network = new DeepLabV3PlusXception(store.Root, config, 4, 3, Padding.Longitude);
        // Values in [0, 1] around channel means of 0.2, 0.4, 0.6 and 0.8, seen often enough that the running statistics forget their start.
        for (int i = 0; i < 100; i++)
        {
            using var scope = TensorScope.Begin();
            using var noGrad = Autograd.NoGrad();
            (Numbers.Uniform(i, 2, 4, 64, 64).To(ScalarType.Float32) * 0.2 + Tensor.From<float>([0.2f, 0.4f, 0.6f, 0.8f], [1, 4, 1, 1])).Apply(network);
        }
        PyTorchWriter.Write(In("deepcam.cpt"), ModelWeights.Snapshot(store), under: "model");
        ImportedChannels Given(double shift) => new(
            [.. Enumerable.Range(1, 4).Select(c => new ChannelStatistics
            {
                Name = $"C{c}", LongName = "", Units = "1", Mean = 1000 * (0.2 * c + shift), StandardDeviation = 115, Minimum = 0, Maximum = 1000, MissingShare = 0,
            })],
            [.. Enumerable.Range(1, 4).Select(_ => new InputScale(0, 1000))]);
        Assert.Empty(WeightImport.Run(In("deepcam.cpt"), config, Given(0), In("w.safetensors")));
        Assert.Contains("behind its first convolution", Assert.Single(WeightImport.Run(In("deepcam.cpt"), config, Given(0.5), In("w.safetensors"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_every_name_and_nothing_is_written()
    {
        using var store = new ParameterStore(7);
        _ = new CgNet(store.Root, new() { Width = 8 }, 4, 3, Padding.Torus);
        PyTorchWriter.Write(In("weights.pth"), ModelWeights.Snapshot(store));
        var error = Assert.Throws<DataException>(() => WeightImport.Run(In("weights.pth"), new CgNetConfig(), Of(ClimateNetStatistics.June2022), In("w.safetensors")));
        Assert.Contains("misshapen", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(In("w.safetensors")));
    }

    [Fact]
    public void Out_and_in_again_is_the_same_file()
    {
        using var store = new ParameterStore(7);
        _ = new CgNet(store.Root, new(), 4, 3, Padding.Torus);
        string file = PublishedLike(store, [0.063f, 0.015f, 0.004f, 0.084f]);
        var config = new CgNetConfig { Padding = PaddingMode.Torus };
        WeightImport.Run(file, config, Of(ClimateNetStatistics.December2020), In("w.safetensors"));
        Directory.CreateDirectory(In("out"));
        string json = WeightExport.Run(In("w.safetensors"), Path.Combine(In("out"), "weights.pth"));
        var again = ClimateNetStatistics.ReadConfig(json);
        Assert.Empty(WeightImport.Run(Path.Combine(In("out"), "weights.pth"), config, again, In("again.safetensors")));
        Assert.Equal(SafeTensorsReader.Read(In("w.safetensors")).Tensors.Select(t => t.Data.ToArray()), SafeTensorsReader.Read(In("again.safetensors")).Tensors.Select(t => t.Data.ToArray()));
    }

    // The shapes of ClimateNet's own weights.pth, in the format of its time.
    [Fact]
    public void A_legacy_file_of_the_published_shapes_loads()
    {
        using var store = new ParameterStore(7);
        _ = new CgNet(store.Root, new(), 4, 3, Padding.Torus);
        string shapes = string.Join(';', store.All.Select(p => $"{p.Name}:{string.Join(',', p.Shape)}"));
        TorchReferee.Run("""
            torch.manual_seed(1)
            state = collections.OrderedDict()
            for line in a[1].split(';'):
                name, shape = line.split(':')
                shape = [int(n) for n in shape.split(',') if n]
                state[name] = torch.tensor(1500) if name.endswith('num_batches_tracked') else torch.rand(shape)
            state['b1.bn.running_mean'][32:36] = torch.tensor([0.0623, 0.0153, 0.0033, 0.0842])
            torch.save(state, a[0], _use_new_zipfile_serialization=False)
            """, In("weights.pth"), shapes);
        Assert.Equal((byte)0x80, File.ReadAllBytes(In("weights.pth"))[0]);
        Assert.Empty(WeightImport.Run(In("weights.pth"), new CgNetConfig { Padding = PaddingMode.Torus }, Of(ClimateNetStatistics.December2020), In("w.safetensors")));
        Assert.Equal(store.All.Count + 2, SafeTensorsReader.Read(In("w.safetensors")).Tensors.Count);
    }
}
