using System.Globalization;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Tests.Native;

/// <summary>The optimizer of a golden file, such as <c>AdamW lr=1e-4 betas=0.9,0.999 eps=1e-6 weight_decay=1e-2</c>, over all parameters alike.</summary>
sealed class GoldenOptimizer : IDisposable
{
    readonly FlatOptimizer optimizer;
    readonly double learningRate;
    long step;

    public GoldenOptimizer(ParameterStore store, string words)
    {
        var given = words.Split(' ').Skip(1).Select(w => w.Split('=')).ToDictionary(w => w[0], w => w[1].Split(',').Select(Number).ToArray());
        bool decoupled = words.StartsWith("AdamW ", StringComparison.Ordinal);
        double[] weightDecay = [.. store.Parameters.Select(_ => given.TryGetValue("weight_decay", out double[]? d) ? d[0] : decoupled ? 0.01 : 0)];
        double[] betas = given.GetValueOrDefault("betas", [0.9, 0.999]);
        learningRate = given["lr"][0];
        optimizer = new(store.Parameters, weightDecay, OptimizerRule.Adam(betas[0], betas[1], given.GetValueOrDefault("eps", [1e-8])[0], decoupled));
    }

    public void Step() => optimizer.Step(learningRate, ++step);

    public void Dispose() => optimizer.Dispose();

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
