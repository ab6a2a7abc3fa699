using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class ParameterStoreTests
{
    [Fact]
    public void Names_follow_the_path_and_keep_the_order_of_making()
    {
        using var store = new ParameterStore(seed: 1);
        _ = new Conv2d(store.Root / "encoder" / 0, 3, 4, kernel: 3);
        _ = new Conv2d(store.Root / "head", 4, 2, kernel: 1, bias: false);
        Assert.Equal(["encoder.0.weight", "encoder.0.bias", "head.weight"], store.Parameters.Select(p => p.Name));
        Assert.Equal(4 * 3 * 9 + 4 + 8, store.NumberOfParameters);
        Assert.Equal([2L, 4, 1, 1], store.Find("head.weight")!.Shape);
    }

    [Fact]
    public void The_same_name_twice_is_refused()
    {
        using var store = new ParameterStore(seed: 1);
        _ = new Conv2d(store.Root / "head", 3, 4, kernel: 1);
        var error = Assert.Throws<ArgumentException>(() => new Conv2d(store.Root / "head", 3, 4, kernel: 1));
        Assert.Contains("'head.weight'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void First_values_depend_on_seed_and_name_but_not_on_the_order_of_making()
    {
        float[] First(ulong seed, bool reversed)
        {
            using var store = new ParameterStore(seed);
            foreach (string name in reversed ? (string[])["b", "a"] : ["a", "b"]) _ = new Conv2d(store.Root / name, 3, 4, kernel: 3);
            return store.Find("a.weight")!.Value.ToArray<float>();
        }

        Assert.Equal(First(1, false), First(1, true));
        Assert.NotEqual(First(1, false), First(2, false));
    }

    [Fact]
    public void First_values_have_the_spread_that_keeps_activations_alike()
    {
        using var store = new ParameterStore(seed: 3, dtype: ScalarType.Float64);
        var he = store.Root.Weight("he", [256, 128, 3, 3], new HeNormal()).Value;
        var uniform = store.Root.Weight("uniform", [256, 128, 3, 3], new KaimingUniform(Math.Sqrt(5))).Value;
        const double fanIn = 128 * 9;
        // 294,912 draws: the error of a variance is sqrt(2 / n), 0.3 %; of a mean 0.2 % of the deviation. Four of them.
        Assert.Equal(1, (he * he).Mean().Item() / (2 / fanIn), 0.012);
        Assert.Equal(0, he.Mean().Item() / Math.Sqrt(2 / fanIn), 0.008);
        Assert.True(he.Abs().Max().Item() <= 2 * Math.Sqrt(2 / fanIn) / 0.8796);
        Assert.Equal(1, (uniform * uniform).Mean().Item() / (1 / fanIn / 3), 0.012);
        Assert.True(uniform.Abs().Max().Item() <= 1 / Math.Sqrt(fanIn));
    }

    [Fact]
    public void Random_numbers_are_the_same_on_every_machine()
    {
        // The key by a Python program with the published constants of SplitMix64 and FNV-1a: runs of one seed must start alike everywhere and later.
        var random = CounterRandom.For(42, "encoder.0.weight");
        Assert.Equal(0x943c6c4a47272ac6, random.Key);
        Assert.InRange(random.Uniform(0, 0), 0, 1);
        Assert.NotEqual(random.Uniform(0, 0), random.Uniform(1, 0));
        Assert.NotEqual(random.Uniform(0, 0), random.Uniform(0, 1));
    }

    [Fact]
    public void Moving_to_another_type_keeps_values_and_counters()
    {
        using var store = new ParameterStore(seed: 1);
        var norm = new BatchNorm2d(store.Root / "bn", 2);
        Numbers.Uniform(1, 1, 2, 3, 3).To(ScalarType.Float32).Apply(norm);
        store.MoveTo(Device.Cpu, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, store.DType);
        Assert.Equal(ScalarType.Int64, store.Find("bn.num_batches_tracked")!.Value.DType);
        Assert.Equal(ScalarType.Float64, Numbers.Uniform(1, 1, 2, 3, 3).Apply(norm).DType);
        Assert.Equal([2L], store.Find("bn.num_batches_tracked")!.Value.ToArray<long>());
    }
}
