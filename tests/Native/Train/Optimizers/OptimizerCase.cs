using Rossby.Core;
using Rossby.Torch;
using Rossby.Train;

namespace Rossby.Tests.Native;

/// <summary>The steps that optimizers.py takes, taken by an optimizer of ours: the same weights to start from, gradients and rates.</summary>
sealed class OptimizerCase : IDisposable
{
    static readonly (string Name, long[] Shape, double Scale)[] Tensors = [("conv.weight", [2, 3, 3, 5], 1), ("norm.weight", [7], 3), ("zero.weight", [4, 2], 1), ("still.weight", [3, 2], 0)];

    readonly OptimizerConfig config;

    public OptimizerCase(OptimizerConfig config, ScalarType type)
    {
        this.config = config;
        Parameters = [.. Tensors.Select(t => new Parameter(t.Name, t.Shape, dtype: type))];
        using var scope = TensorScope.Begin();
        for (int k = 0; k < Parameters.Length; k++)
        {
            if (Tensors[k].Name != "zero.weight") Parameters[k].Assign(Tensor.From<double>(Field(Tensors[k].Shape, k, 0.5), Tensors[k].Shape));
        }
        Optimizer = Train.Optimizer.Create(config, Parameters);
    }

    public Parameter[] Parameters { get; }

    public IOptimizer Optimizer { get; }

    /// <summary>The config of one optimizer, read as from a file.</summary>
    public static OptimizerConfig Read(string section) => TrainSection.Read($$"""{ "optimizer": {{section}} }""").Optimizer;

    public void Steps(int from, int to)
    {
        for (int step = from; step <= to; step++)
        {
            using var scope = TensorScope.Begin();
            for (int k = 0; k < Parameters.Length; k++)
            {
                double scale = Tensors[k].Scale * (step is 6 or 7 ? 0.01 : 1);
                Parameters[k].SetGradient(Tensor.From<double>(Field(Tensors[k].Shape, 10 * step + k, scale), Tensors[k].Shape).To(Parameters[k].Value.DType));
            }
            Optimizer.Step(config.LearningRate * (1 + 0.5 * Math.Sin(step)), step);
        }
    }

    /// <summary>The weights as they are, in the order of their indices.</summary>
    public Dictionary<string, double[]> Weights()
    {
        using var scope = TensorScope.Begin();
        return Parameters.ToDictionary(p => p.Name, p => p.Value.To(ScalarType.Float64).ToArray<double>());
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        foreach (var p in Parameters) p.Dispose();
    }

    static double[] Field(long[] shape, int seed, double scale) =>
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (n, length) => n * length)).Select(i => scale * Math.Sin(0.7 * i + 1.3 * seed))];
}
