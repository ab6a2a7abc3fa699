using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>A step that asks nothing of the device beside the step that does, whose optimizers are held against PyTorch's.</summary>
[LeakCheck(InScope = true)]
public sealed class WholeStepTests
{
    public static TheoryData<OptimizerConfig> Optimizers =>
    [
        new SgdConfig { WeightDecay = 0.1, Momentum = 0 }, new SgdConfig { WeightDecay = 0.1, Momentum = 0.9, Dampening = 0.3 }, new SgdConfig { Momentum = 0.9, Nesterov = true },
        new AdamConfig { WeightDecay = 0.1 }, new AdamWConfig { WeightDecay = 0.1, Epsilon = 1e-6 }, new AdamWConfig { Larc = new() { Mode = LarcMode.Clip } },
        new SgdConfig { Momentum = 0.9, WeightDecay = 0.1, Larc = new() { Mode = LarcMode.Scale } },
        new LambConfig { WeightDecay = 0.1 }, new LambConfig { WeightDecay = 0.1, MaxGradientNorm = 0.01, BiasCorrection = false, GradientAveraging = false },
        new LambConfig { WeightDecay = 0.1, DecoupledDecay = false, TrustUndecayed = true },
    ];

    static readonly WeightedCrossEntropy Loss = new([1, 2, 3]);

    static Tensor Input(int step) => Numbers.Uniform(step, 2, 3, 16, 16).To(ScalarType.Float32).Contiguous(MemoryFormat.ChannelsLast);

    static Tensor Labels() => Tensor.From<byte>([.. Enumerable.Range(0, 512).Select(i => (byte)(i / 16 / 4 % 3))], [2, 16, 16]);

    static double Rate(int step) => 0.01 / step;

    static float[] Weights(SegmentationModel model) => [.. model.Parameters.All.Where(p => p.Trainable).SelectMany(p => p.Value.Detach().ToArray<float>())];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void It_makes_the_same_steps(OptimizerConfig config)
    {
        using var plain = NarrowNetworks.Make("unet");
        using var whole = NarrowNetworks.Make("unet");
        using var mine = Optimizer.Create(config, plain.Parameters.Parameters);
        using var other = (ListOptimizer)Optimizer.Create(config, whole.Parameters.Parameters);
        using var input = Input(0).ToOwned();
        using var recorder = new PlainRecorder();
        using var step = new WholeStep(whole.Parameters.Parameters, other, _ => Loss.Call(whole.Call(TensorScope.Current.Import(input)), Labels()), recorder, Device.Cpu);
        float[] before = Weights(plain);
        for (int i = 1; i <= 6; i++)
        {
            Autograd.ClearGradients(plain.Parameters.Parameters);
            var loss = Loss.Call(plain.Call(Input(i)), Labels());
            loss.Backward();
            double norm = Autograd.GradientNorm(plain.Parameters.Parameters);
            mine.Step(Rate(i), i);

            using (Autograd.NoGrad()) TensorScope.Current.Import(input).CopyInPlace(Input(i));
            step.Run(2, Rate(i), i, lossScale: 256);
            var told = step.Ask();
            Assert.True(told.Made);
            Assert.Equal(loss.Item(), told.Loss, 1e-5);
            Assert.Equal(norm, told.Norm, 1e-4 * norm);
        }
        Assert.Equal(1, step.Recordings);
        // The same formulas in another order of float32: far below what the steps moved.
        float[] a = Weights(plain), b = Weights(whole);
        double moved = Math.Sqrt(a.Zip(before).Sum(p => Math.Pow(p.First - p.Second, 2))), apart = Math.Sqrt(a.Zip(b).Sum(p => Math.Pow(p.First - p.Second, 2)));
        Assert.True(moved > 0);
        Assert.InRange(apart / moved, 0, 1e-3);
    }

    [Fact]
    public void A_gradient_that_overflows_leaves_weights_and_moments_to_the_bit_and_the_next_step_is_the_first_still()
    {
        using var model = NarrowNetworks.Make("unet");
        using var optimizer = (ListOptimizer)Optimizer.Create(new AdamWConfig(), model.Parameters.Parameters);
        using var recorder = new PlainRecorder();
        using var step = new WholeStep(model.Parameters.Parameters, optimizer, _ => Loss.Call(model.Call(Input(1)), Labels()), recorder, Device.Cpu);
        float[] before = Weights(model);
        step.Run(2, 0.01, 1, lossScale: double.PositiveInfinity);
        var told = step.Ask();
        Assert.True(!told.Made && double.IsFinite(told.Loss) && !double.IsFinite(told.Norm));
        Assert.Equal(before, Weights(model));
        foreach (var (_, state) in optimizer.State) Assert.Equal(0, TensorScope.Current.Import(state).Abs().Sum().Item());
        step.Run(2, 0.01, 1, lossScale: 1);
        Assert.True(step.Ask().Made);
        Assert.NotEqual(before, Weights(model));
    }
}
