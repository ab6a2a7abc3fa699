using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>What all optimizers share: the parameters, a weight decay for each, rates per tensor, and state of the parameters' shapes, zero at first.</summary>
public abstract class ListOptimizer : IOptimizer
{
    readonly OwnedTensor[][] kept;

    /// <summary>Takes memory for the state.</summary>
    /// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
    /// <param name="config">Weight decay and LARC.</param>
    /// <param name="kinds">What is kept for each parameter, under PyTorch's names.</param>
    protected ListOptimizer(IReadOnlyList<Parameter> parameters, OptimizerConfig config, params string[] kinds)
    {
        Parameters = parameters;
        WeightDecay = [.. parameters.Select(p => config.DecayNorms || p.Shape.Count > 1 ? config.WeightDecay : 0)];
        Larc = config.Larc.Mode == LarcMode.Off ? null : new LarcOptions(config.Larc.Eta, config.Larc.Epsilon, Clip: config.Larc.Mode == LarcMode.Clip);
        kept = [.. kinds.Select(_ => parameters.Select(OwnedTensor.ZerosLike).ToArray())];
        State = [.. parameters.SelectMany((p, i) => kinds.Select((kind, k) => KeyValuePair.Create($"{p.Name}.{kind}", kept[k][i])))];
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> State { get; }

    /// <summary>What is trained.</summary>
    protected IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>One per parameter.</summary>
    protected double[] WeightDecay { get; }

    /// <summary>Rates per tensor; null without.</summary>
    protected LarcOptions? Larc { get; }

    /// <inheritdoc/>
    public abstract void Step(double learningRate, long step);

    /// <summary>One update as the device is told, of gradients that are scaled: for steps that are recorded.</summary>
    public abstract void StepAsTold(ToldStep told);

    /// <summary>The state of one kind, one tensor per parameter.</summary>
    protected IReadOnlyList<OwnedTensor> Kept(int kind) => kept[kind];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in State) tensor.Dispose();
        GC.SuppressFinalize(this);
    }
}
