using Rossby.Core;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>
/// The kernels of optimizers, compiled with threads for a GPU's threads, beside the loops of the processor, which are held against PyTorch. Run by
/// <see cref="SecondDeviceProcessTests"/>.
/// </summary>
public sealed class OptimizerKernelTests : IDisposable
{
    // Of three chunks, of one to the last element, of one element, and such as lie channels-last.
    static readonly long[][] Shapes = [[40_001], [3, 5, 3, 3], [16_384], [1], [70]];

    readonly Device device = SecondDevice.Get();

    public static TheoryData<OptimizerConfig, bool, int> Optimizers
    {
        get
        {
            var all = new TheoryData<OptimizerConfig, bool, int>();
            (OptimizerConfig Config, bool HasNorms)[] cases =
            [
                (new SgdConfig { WeightDecay = 0.1, Momentum = 0 }, false), (new SgdConfig { WeightDecay = 0.1, Momentum = 0.9, Dampening = 0.3 }, false),
                (new SgdConfig { Momentum = 0.9, Nesterov = true }, false), (new AdamConfig { WeightDecay = 0.1 }, false), (new AdamWConfig { WeightDecay = 0.1 }, false),
                (new AdamWConfig { Larc = new() { Mode = LarcMode.Clip } }, true), (new SgdConfig { Momentum = 0.9, WeightDecay = 0.1, Larc = new() { Mode = LarcMode.Scale } }, true),
                (new LambConfig { WeightDecay = 0.1 }, true), (new LambConfig { WeightDecay = 0.1, MaxGradientNorm = 0.01, Larc = new() { Mode = LarcMode.Clip } }, true),
                (new LambConfig { WeightDecay = 0.1, DecoupledDecay = false, TrustUndecayed = true, MaxGradientNorm = 0 }, true),
            ];
            foreach (var (config, hasNorms) in cases)
                foreach (int threads in (int[])[1, 32]) all.Add(config, hasNorms, threads);
            return all;
        }
    }

    static Parameter[] Make(Device on)
    {
        using var scope = TensorScope.Begin();
        return [.. Shapes.Select((shape, i) =>
        {
            var p = new Parameter($"p{i}", shape, device: on);
            p.Assign(Numbers.Uniform(i + 1, shape).To(on));
            return p;
        })];
    }

    static void SetGradients(Parameter[] parameters, int step, double scale)
    {
        foreach (var (i, p) in parameters.Index()) p.SetGradient((Numbers.Uniform(100 * step + i, Shapes[i]) * scale).To(ScalarType.Float32).To(p.Value.Device));
    }

    static float[] All(Parameter[] parameters, ListOptimizer optimizer) =>
    [
        .. parameters.SelectMany(p => p.Value.Detach().To(Device.Cpu).ToArray<float>()),
        .. optimizer.State.SelectMany(s => TensorScope.Current.Import(s.Value).To(Device.Cpu).ToArray<float>()),
    ];

    // Sums of squares are taken in another order, in double: what follows from them differs by a rounding here and there.
    static void AssertAlike(float[] expected, float[] actual, bool hasNorms)
    {
        if (!hasNorms) Assert.Equal(expected, actual);
        else for (int i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-6 * Math.Max(1e-3, Math.Abs(expected[i])), $"[{i}]: {expected[i]:R} expected, got {actual[i]:R}");
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Optimizers))]
    public void They_make_the_steps_of_the_loops_as_one_thread_and_told_as_many(OptimizerConfig config, bool hasNorms, int threads)
    {
        SecondDevice.UseThreads(threads);
        bool isTold = threads > 1;
        using var scope = TensorScope.Begin();
        Parameter[] here = Make(Device.Cpu), there = Make(device);
        using var mine = (ListOptimizer)Optimizer.Create(config, here);
        using var theirs = (ListOptimizer)Optimizer.Create(config, there);
        using ToldStep toldHere = new(Device.Cpu), toldThere = new(device);
        for (int step = 1; step <= 3; step++)
        {
            foreach (var (parameters, optimizer, told) in ((Parameter[], ListOptimizer, ToldStep)[])[(here, mine, toldHere), (there, theirs, toldThere)])
            {
                SetGradients(parameters, step, isTold ? 256 : 1);
                if (!isTold)
                {
                    optimizer.Step(0.01 / step, step);
                    continue;
                }
                told.Tell(0.01 / step, step, lossScale: 256);
                told.Scaled(Tensor.Full([], 2, device: parameters[0].Value.Device));
                optimizer.StepAsTold(told);
            }
            AssertAlike(All(here, mine), All(there, theirs), hasNorms);
            if (!isTold) continue;
            var (expected, found) = (toldHere.Ask(), toldThere.Ask());
            Assert.True(found.Made);
            Assert.Equal(2, found.Loss);
            Assert.Equal(expected.Norm, found.Norm, 1e-12 * expected.Norm);
        }
        foreach (var p in here.Concat(there)) p.Dispose();
    }

    [Theory(Explicit = true)]
    [InlineData("lamb", false)]
    [InlineData("adamw", true)]
    [InlineData("sgd", false)]
    public void A_step_whose_loss_or_gradient_is_not_finite_leaves_all_to_the_bit(string name, bool isLoss)
    {
        SecondDevice.UseThreads(32);
        using var scope = TensorScope.Begin();
        var there = Make(device);
        using var optimizer = (ListOptimizer)Optimizer.Create(OptimizerCase.Read($$"""{ "name": "{{name}}" }"""), there);
        using var told = new ToldStep(device);
        float[] before = All(there, optimizer);
        foreach (double bad in (double[])[double.NaN, double.PositiveInfinity, 1])
        {
            SetGradients(there, 1, isLoss ? 1 : bad);
            told.Tell(0.01, 1, lossScale: 1);
            told.Scaled(Tensor.Full([], isLoss ? bad : 1, device: device));
            optimizer.StepAsTold(told);
            Assert.Equal(bad == 1, told.Ask().Made);
            Assert.Equal(bad == 1, !before.SequenceEqual(All(there, optimizer)));
        }
        foreach (var p in there) p.Dispose();
    }

    [Fact(Explicit = true)]
    public void A_parameter_without_gradient_is_left_alone_and_one_that_was_moved_is_refused()
    {
        SecondDevice.UseThreads(1);
        using var scope = TensorScope.Begin();
        var there = Make(device);
        using var optimizer = Optimizer.Create(new LambConfig { WeightDecay = 0.1, DecayNorms = true }, there);
        float[] before = there[1].Value.Detach().To(Device.Cpu).ToArray<float>();
        SetGradients(there, 1, 1);
        Autograd.ClearGradients([there[1]]);
        optimizer.Step(0.1, 1);
        Assert.Equal(before, there[1].Value.Detach().To(Device.Cpu).ToArray<float>());
        there[0].MoveTo(Device.Cpu, ScalarType.Float32);
        there[0].MoveTo(device, ScalarType.Float32);
        Assert.Contains("was moved after its optimizer was made", Assert.Throws<TorchException>(() => optimizer.Step(0.1, 2)).Message, StringComparison.Ordinal);
        foreach (var p in there) p.Dispose();
    }

    public void Dispose() => SecondDevice.UseThreads(1);
}
