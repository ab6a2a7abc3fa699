using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Blocks that keep only their input and run again in the backward pass (<c>train.recompute</c>).</summary>
[LeakCheck(InScope = true)]
public sealed class RecomputeTests
{
    public static TheoryData<string, Precision, int> Networks =>
        [.. from name in NarrowNetworks.Names from precision in (Precision[])[Precision.Fp32, Precision.Bf16] from samples in (int[])[1, 2] select (name, precision, samples)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Loss_gradients_and_running_statistics_are_the_same_to_the_last_bit(string name, Precision precision, int samples)
    {
        var (kept, again) = (Pass(recompute: false), Pass(recompute: true));
        Assert.Equal(kept.Count, again.Count);
        foreach (var (what, values) in kept) Assert.True(values.AsSpan().SequenceEqual(again[what]), what);

        Dictionary<string, double[]> Pass(bool recompute)
        {
            using var model = NarrowNetworks.Make(name);
            (model.ComputeType, model.Recompute, model.Pass) = (precision.MapType(), recompute, new(7, 1, samples == 2 ? [3, 4] : [3]));
            using var scope = TensorScope.Begin();
            var x = Numbers.Uniform(1, samples, 3, 48, 64).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);
            var labels = Tensor.From<byte>([.. Enumerable.Range(0, samples * 48 * 64).Select(i => (byte)(i / 64 / 16 % 3))], [samples, 48, 64]);
            var loss = new WeightedCrossEntropy([1, 2, 3]).Call(model.Call(x), labels);
            loss.Backward();
            Dictionary<string, double[]> results = new() { ["loss"] = [loss.Item()] };
            foreach (var p in model.Parameters.Parameters) results[$"gradient of {p.Name}"] = p.Gradient!.To(ScalarType.Float64).ToArray<double>();
            foreach (var p in model.Parameters.Buffers) results[p.Name] = p.Value.To(ScalarType.Float64).ToArray<double>();
            return results;
        }
    }

    [Fact]
    public void In_evaluation_nothing_runs_again()
    {
        using var store = new ParameterStore(1) { Recompute = true, Training = false };
        int calls = 0;
        var x = Numbers.Uniform(1, 2, 3).SetRequiresGrad();
        x.Recomputed(store, Square).Sum().Backward();
        Assert.Equal(1, calls);
        store.Training = true;
        x.Recomputed(store, Square).Sum().Backward();
        Assert.Equal(3, calls);
        Assert.Equal(x.ToArray<double>().Select(v => 4 * v), x.Gradient!.ToArray<double>());

        Tensor Square(Tensor y)
        {
            calls++;
            return y * y;
        }
    }

    [Fact]
    public void Two_users_of_the_input_and_parts_one_inside_the_other_give_what_the_chain_rule_says()
    {
        using var store = new ParameterStore(1) { Recompute = true };
        var x = Tensor.From<double>([1, 2, 3], [3]).SetRequiresGrad();
        var y = x * 2;
        // z = (y y) y + y = 8 x^3 + 2 x
        var z = y.Recomputed(store, y => y.Recomputed(store, y => y * y) * y) + y;
        z.Sum().Backward();
        Assert.Equal([26.0, 98, 218], x.Gradient!.ToArray<double>());
        Assert.True(store.MovesStatistics);
    }

    [Fact]
    public void What_a_part_throws_when_it_runs_again_comes_out_of_the_backward_pass()
    {
        using var store = new ParameterStore(1) { Recompute = true };
        var x = Numbers.Uniform(1, 2, 3).SetRequiresGrad();
        bool again = false;
        var sum = x.Recomputed(store, y => again ? throw new InvalidDataException("spoilt") : y * y).Sum();
        again = true;
        Assert.Equal("spoilt", Assert.Throws<InvalidDataException>(() => sum.Backward()).Message);
        Assert.True(store.MovesStatistics);
    }

    [Fact]
    public void A_recording_that_is_never_used_leaves_nothing_behind()
    {
        using var store = new ParameterStore(1) { Recompute = true };
        var x = Numbers.Uniform(1, 2, 3).SetRequiresGrad();
        Assert.True(x.Recomputed(store, y => y * y).RequiresGrad);
    }
}
