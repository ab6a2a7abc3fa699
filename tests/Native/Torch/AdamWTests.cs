using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class AdamWTests
{
    static readonly AdamWOptions Options = new(LearningRate: 1e-2, Beta1: 0.9, Beta2: 0.99, Epsilon: 1e-8, WeightDecay: 0.1);

    [Theory]
    [InlineData(ScalarType.Float64, 1e-13)]
    [InlineData(ScalarType.Float32, 2e-6)]
    public void Steps_follow_the_algorithm_of_the_paper(ScalarType type, double tolerance)
    {
        using var w = new Parameter("w", [2, 3, 3, 5], dtype: type);
        using var m = OwnedTensor.Zeros([2, 3, 3, 5], type, MemoryFormat.ChannelsLast);
        using var v = OwnedTensor.Zeros([2, 3, 3, 5], type, MemoryFormat.ChannelsLast);
        using var scope = TensorScope.Begin();
        var start = Numbers.Uniform(1, 2, 3, 3, 5);
        w.Assign(start);
        double[] x = start.ToArray<double>(), mean = new double[x.Length], square = new double[x.Length];
        for (int step = 1; step <= 20; step++)
        {
            var gradient = Numbers.Uniform(step, 2, 3, 3, 5);
            Autograd.ClearGradients([w]);
            (w.Value * gradient.To(type)).Sum().Backward();
            OptimizerSteps.AdamW([w], [m], [v], Options, step);
            Reference(x, gradient.ToArray<double>(), mean, square, step);
        }
        double[] ours = w.Value.To(ScalarType.Float64).ToArray<double>();
        for (int i = 0; i < x.Length; i++) Assert.Equal(x[i], ours[i], tolerance);
    }

    // Loshchilov and Hutter 2019, algorithm 2, with decay scaled by the learning rate as PyTorch has it.
    static void Reference(double[] x, double[] g, double[] m, double[] v, int t)
    {
        for (int i = 0; i < x.Length; i++)
        {
            m[i] = Options.Beta1 * m[i] + (1 - Options.Beta1) * g[i];
            v[i] = Options.Beta2 * v[i] + (1 - Options.Beta2) * g[i] * g[i];
            double mHat = m[i] / (1 - Math.Pow(Options.Beta1, t)), vHat = v[i] / (1 - Math.Pow(Options.Beta2, t));
            x[i] -= Options.LearningRate * (mHat / (Math.Sqrt(vHat) + Options.Epsilon) + Options.WeightDecay * x[i]);
        }
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        int threads = TorchThreads.IntraOp;
        try
        {
            var results = new List<float[]>();
            var norms = new List<double>();
            foreach (int n in (int[])[1, 2])
            {
                TorchThreads.Set(n);
                using var w = new Parameter("w", [300_001]);
                using var m = OwnedTensor.Zeros([300_001]);
                using var v = OwnedTensor.Zeros([300_001]);
                using var scope = TensorScope.Begin();
                var gradient = Numbers.Uniform(5, 300_001).To(ScalarType.Float32);
                (w.Value * gradient).Sum().Backward();
                norms.Add(Autograd.GradientNorm([w]));
                OptimizerSteps.AdamW([w], [m], [v], Options, 1);
                results.Add(w.Value.ToArray<float>());
            }
            Assert.Equal(results[0], results[1]);
            Assert.Equal(norms[0], norms[1]);
        }
        finally
        {
            TorchThreads.Set(threads);
        }
    }

    [Fact]
    public void A_parameter_without_gradient_is_left_alone()
    {
        using var w = new Parameter("w", [2]);
        using var m = OwnedTensor.Zeros([2]);
        using var v = OwnedTensor.Zeros([2]);
        using var scope = TensorScope.Begin();
        w.Assign(Tensor.Ones([2]));
        OptimizerSteps.AdamW([w], [m], [v], Options, 1);
        Assert.Equal([1f, 1f], w.Value.ToArray<float>());
    }
}
