using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), in one native call for each of its two groups.</summary>
/// <remarks>Norms and biases, the parameters of one dimension, are not decayed. Moments lie in memory as their parameters do.</remarks>
public sealed class AdamW : IOptimizer
{
    readonly AdamWConfig config;
    readonly Group decayed;
    readonly Group undecayed;

    /// <summary>Takes memory for the moments, zero at first.</summary>
    /// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
    /// <param name="config">Decays, epsilon.</param>
    public AdamW(IReadOnlyList<Parameter> parameters, AdamWConfig config)
    {
        this.config = config;
        decayed = new([.. parameters.Where(p => p.Shape.Count > 1)]);
        undecayed = new([.. parameters.Where(p => p.Shape.Count <= 1)]);
        State = [.. decayed.State.Concat(undecayed.State)];
    }

    /// <summary>The moments under PyTorch's names: <c>conv1.weight.exp_avg</c>, <c>conv1.weight.exp_avg_sq</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> State { get; }

    /// <inheritdoc/>
    public void Step(double learningRate, long step)
    {
        var options = new AdamWOptions(learningRate, config.Beta1, config.Beta2, config.Epsilon, config.WeightDecay);
        OptimizerSteps.AdamW(decayed.Parameters, decayed.Mean, decayed.Variance, options, step);
        OptimizerSteps.AdamW(undecayed.Parameters, undecayed.Mean, undecayed.Variance, options with { WeightDecay = 0 }, step);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in State) tensor.Dispose();
    }

    sealed class Group(Parameter[] parameters)
    {
        public Parameter[] Parameters { get; } = parameters;

        public OwnedTensor[] Mean { get; } = [.. parameters.Select(LikeZeros)];

        public OwnedTensor[] Variance { get; } = [.. parameters.Select(LikeZeros)];

        public IEnumerable<KeyValuePair<string, OwnedTensor>> State => Parameters.SelectMany((p, i) => new KeyValuePair<string, OwnedTensor>[]
        {
            new($"{p.Name}.exp_avg", Mean[i]), new($"{p.Name}.exp_avg_sq", Variance[i]),
        });

        static OwnedTensor LikeZeros(Parameter p) =>
            OwnedTensor.Zeros([.. p.Shape], ScalarType.Float32, p.Shape.Count == 4 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous);
    }
}
