using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Gradient descent with momentum.</summary>
/// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
/// <param name="config">Its numbers.</param>
public sealed class Sgd(IReadOnlyList<Parameter> parameters, SgdConfig config)
    : ListOptimizer(parameters, config, OptimizerRule.Sgd(config.Momentum, config.Dampening, config.Nesterov), "momentum_buffer")
{
    /// <inheritdoc/>
    public override string Name => "sgd";
}
