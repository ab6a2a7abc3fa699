using System.Globalization;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Tests.Native;

/// <summary>The optimizer of a golden file, such as <c>AdamW lr=1e-4 betas=0.9,0.999 eps=1e-6 weight_decay=1e-2</c>, over all parameters alike.</summary>
sealed class GoldenOptimizer : IDisposable
{
    readonly ParameterStore store;
    readonly OwnedTensor[] mean;
    readonly OwnedTensor[] variance;
    readonly double[] weightDecay;
    readonly AdamOptions options;
    long step;

    public GoldenOptimizer(ParameterStore store, string words)
    {
        this.store = store;
        (mean, variance) = (Zeros(), Zeros());
        var given = words.Split(' ').Skip(1).Select(w => w.Split('=')).ToDictionary(w => w[0], w => w[1].Split(',').Select(Number).ToArray());
        bool decoupled = words.StartsWith("AdamW ", StringComparison.Ordinal);
        weightDecay = [.. store.Parameters.Select(_ => given.TryGetValue("weight_decay", out double[]? d) ? d[0] : decoupled ? 0.01 : 0)];
        double[] betas = given.GetValueOrDefault("betas", [0.9, 0.999]);
        options = new(given["lr"][0], betas[0], betas[1], given.GetValueOrDefault("eps", [1e-8])[0], decoupled);
    }

    public void Step() => OptimizerSteps.Adam(store.Parameters, mean, variance, weightDecay, options, larc: null, ++step);

    public void Dispose()
    {
        foreach (var tensor in mean.Concat(variance)) tensor.Dispose();
    }

    OwnedTensor[] Zeros() => [.. store.Parameters.Select(OwnedTensor.ZerosLike)];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
