using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>What all optimizers share: the parameters and the state beside them, laid side by side, and a weight decay for each parameter.</summary>
public abstract class ListOptimizer : IOptimizer
{
    readonly FlatOptimizer flat;

    /// <summary>Lays them side by side.</summary>
    /// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
    /// <param name="config">Weight decay and LARC.</param>
    /// <param name="rule">The step.</param>
    /// <param name="kinds">What is kept for each parameter, under PyTorch's names.</param>
    protected ListOptimizer(IReadOnlyList<Parameter> parameters, OptimizerConfig config, OptimizerRule rule, params string[] kinds)
    {
        double[] decay = [.. parameters.Select(p => config.DecayNorms || p.Shape.Count > 1 ? config.WeightDecay : 0)];
        if (config.Larc.Mode != LarcMode.Off) rule = rule.WithLarc(config.Larc.Eta, config.Larc.Epsilon, clip: config.Larc.Mode == LarcMode.Clip);
        flat = new(parameters, decay, rule);
        State = [.. parameters.SelectMany((p, i) => kinds.Take(rule.Kept).Select((kind, k) => KeyValuePair.Create($"{p.Name}.{kind}", flat.State(k, i))))];
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> State { get; }

    /// <inheritdoc/>
    public void Step(double learningRate, long step) => flat.Step(learningRate, step);

    /// <summary>One update as the device is told, of gradients that are scaled: for steps that are recorded.</summary>
    public void StepAsTold(ToldStep told) => flat.StepAsTold(told);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in State) tensor.Dispose();
        flat.Dispose();
        GC.SuppressFinalize(this);
    }
}
