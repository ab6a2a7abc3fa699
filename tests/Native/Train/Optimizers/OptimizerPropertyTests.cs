using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>What the formulas promise for any weights and gradients.</summary>
[LeakCheck]
public sealed class OptimizerPropertyTests
{
    public static TheoryData<string> Names => ["sgd", "adam", "adamw", "lamb"];

    static Gen<(int Seed, double Power)> Inputs => Gen.Choose(1, 100_000).SelectMany(seed => Gen.Choose(-6, 6).Select(power => (seed, (double)power)));

    static void ForAny(Action<int, double> check)
    {
        Prop.ForAll(Arb.From(Inputs), input => check(input.Seed, Math.Pow(10, input.Power))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Under_larc_in_scale_mode_the_length_of_the_gradient_does_not_matter() => ForAny((seed, factor) =>
    {
        var config = new SgdConfig { Momentum = 0, Larc = new() { Mode = LarcMode.Scale, Epsilon = 0 } };
        double[] plain = Step(config, seed, 1, 0.1), scaled = Step(config, seed, factor, 0.1);
        for (int i = 0; i < plain.Length; i++) Assert.Equal(plain[i], scaled[i], 1e-14);
    });

    [Fact]
    public void Larc_in_clip_mode_never_goes_further_than_the_learning_rate() => ForAny((seed, factor) =>
    {
        var config = new SgdConfig { Momentum = 0, Larc = new() { Mode = LarcMode.Clip } };
        double[] start = Weights(seed), plain = Step(config with { Larc = new() }, seed, factor, 0.1), clipped = Step(config, seed, factor, 0.1);
        double most = Math.Min(Distance(start, plain), 0.002 * Norm(start));
        Assert.InRange(Distance(start, clipped), most * (1 - 1e-4), most * (1 + 1e-9));
    });

    [Fact]
    public void Lamb_moves_a_tensor_by_the_learning_rate_times_its_norm() => ForAny((seed, factor) =>
    {
        double[] start = Weights(seed), end = Step(new LambConfig { TrustUndecayed = true, WeightDecay = 0, MaxGradientNorm = 0 }, seed, factor, 0.01);
        Assert.Equal(0.01 * Norm(start), Distance(start, end), 1e-12);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_of_zeros_moves_nothing_but_what_decay_moves(string name)
    {
        foreach (string larc in (string[])["off", "clip", "scale"])
        {
            var config = OptimizerCase.Read($$"""{ "name": "{{name}}", "weightDecay": 0, "larc": { "mode": "{{larc}}" } }""");
            Assert.Equal(Weights(3), Step(config, 3, 0, 0.1));
        }
        // LAMB takes decay too by its norm: the whole step is the decay's direction, at the length of the weights.
        double kept = name switch { "adamw" => 1 - 0.1 * 0.2, "sgd" => 1 - 0.1 * 0.2, "lamb" => 1 - 0.1, _ => double.NaN };
        if (double.IsNaN(kept)) return;
        double[] expected = [.. Weights(3).Select(w => kept * w)], decayed = Step(OptimizerCase.Read($$"""{ "name": "{{name}}", "weightDecay": 0.2 }"""), 3, 0, 0.1);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], decayed[i], 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rate_of_zero_moves_nothing_as_in_the_first_step_of_deepcams_warm_up(string name)
    {
        foreach (string larc in (string[])["off", "clip", "scale"])
        {
            var config = OptimizerCase.Read($$"""{ "name": "{{name}}", "weightDecay": 0.2, "larc": { "mode": "{{larc}}" } }""");
            Assert.Equal(Weights(3), Step(config, 3, 1, 0));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_without_gradient_is_left_alone(string name)
    {
        using var w = new Parameter("w", [2]);
        using var scope = TensorScope.Begin();
        w.Assign(Tensor.Ones([2]));
        using var optimizer = Optimizer.Create(OptimizerCase.Read($$"""{ "name": "{{name}}", "weightDecay": 0.1, "decayNorms": true, "larc": { "mode": "clip" } }"""), [w]);
        optimizer.Step(0.1, 1);
        Assert.Equal([1f, 1f], w.Value.ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bits_do_not_depend_on_the_number_of_threads(string name)
    {
        int threads = TorchThreads.IntraOp;
        try
        {
            var results = new List<float[]>();
            foreach (int n in (int[])[1, 2])
            {
                TorchThreads.Set(n);
                using var w = new Parameter("w", [300_001]);
                using var optimizer = Optimizer.Create(OptimizerCase.Read($$"""{ "name": "{{name}}", "weightDecay": 0.1, "decayNorms": true, "larc": { "mode": "clip" } }"""), [w]);
                using var scope = TensorScope.Begin();
                w.Assign(Numbers.Uniform(4, 300_001));
                w.SetGradient(Numbers.Uniform(5, 300_001).To(ScalarType.Float32));
                optimizer.Step(0.01, 1);
                results.Add(w.Value.ToArray<float>());
            }
            Assert.Equal(results[0], results[1]);
        }
        finally
        {
            TorchThreads.Set(threads);
        }
    }

    static double[] Weights(int seed)
    {
        using var scope = TensorScope.Begin();
        return Numbers.Uniform(seed, 5, 4).ToArray<double>();
    }

    static double[] Step(OptimizerConfig config, int seed, double factor, double rate)
    {
        using var w = new Parameter("w", [5, 4], dtype: ScalarType.Float64);
        using var optimizer = Optimizer.Create(config, [w]);
        using var scope = TensorScope.Begin();
        w.Assign(Numbers.Uniform(seed, 5, 4));
        w.SetGradient(Numbers.Uniform(seed + 1, 5, 4) * factor);
        optimizer.Step(rate, 1);
        return w.Value.ToArray<double>();
    }

    static double Norm(double[] x) => Math.Sqrt(x.Sum(v => v * v));

    static double Distance(double[] a, double[] b) => Norm([.. a.Zip(b, (x, y) => y - x)]);
}
